// Makes the public pages a little handier where scripts run. Everything works without it.
(() => {
	const workerAddress = document.currentScript.dataset.worker;
	for (const button of document.querySelectorAll('[data-copy]')) {
		if (!navigator.clipboard) continue;
		button.hidden = false;
		button.addEventListener('click', async () => {
			await navigator.clipboard.writeText(button.dataset.copy);
			button.querySelector('span').textContent = button.dataset.done;
		});
	}
	for (const button of document.querySelectorAll('[data-print]')) {
		button.hidden = false;
		button.addEventListener('click', () => window.print());
	}
	if (!window.isSecureContext || !window.Worker) return;

	/** Lets a worker find the number the server asks for. */
	const solve = (task) =>
		new Promise((resolve, reject) => {
			const worker = new Worker(workerAddress);
			worker.onmessage = ({ data }) => {
				worker.terminate();
				data === null ? reject(new Error('not found')) : resolve(data);
			};
			worker.onerror = reject;
			worker.postMessage(task);
		});

	for (const form of document.querySelectorAll('form[data-ask]')) {
		form.addEventListener('submit', async (event) => {
			if (form.elements.altcha || form.elements.frage.value.trim() === '') return;
			event.preventDefault();
			const button = form.querySelector('button[type=submit]');
			button.setAttribute('aria-disabled', 'true');
			form.querySelector('.working').textContent = form.dataset.ask;
			try {
				const task = await (await fetch('/frage/aufgabe')).json();
				const number = await solve(task);
				const proof = document.createElement('input');
				proof.type = 'hidden';
				proof.name = 'altcha';
				proof.value = btoa(JSON.stringify({ ...task, number }));
				form.append(proof);
			} catch {
				// Without the proof the server shows the second step, as without a script.
			}
			form.submit();
		});
	}
})();
