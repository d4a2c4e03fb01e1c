// Looks for the number whose SHA-256 with the salt is the challenge. SPEC: altcha proof of work, version 1.
addEventListener('message', async ({ data: { salt, challenge, maxnumber } }) => {
	const encoder = new TextEncoder();
	const wanted = challenge.toLowerCase();
	for (let number = 0; number <= maxnumber; number += 1) {
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(salt + number)));
		if (wanted.startsWith(digest[0].toString(16).padStart(2, '0'))) {
			const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
			if (hex === wanted) return postMessage(number);
		}
	}
	postMessage(null);
});
