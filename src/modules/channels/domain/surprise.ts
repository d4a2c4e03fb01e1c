/** What of a failed answer names the field, and nothing that stood in it: numbers of places in lists are all one. */
const FIELD = /^unknown answer: ([\w.$-]+)$/;
/** SPEC: RFC 9110, 426; Graph API errors 12, 100 and 2635: a version, a metric or a field is there no more. */
const VERSION =
	/^HTTP 426|^HTTP \d+: \(#(?:12|2635)\b|is deprecated|nonexisting field|(?:invalid|unsupported|unknown) (?:api )?(?:version|field|metric)|valid insights metric|metric\[\d+\] must be|unknown path components/i;

/** The field by which a network answered otherwise than agreed; `version` where it no longer speaks ours; else the answer as a whole. */
export const fieldOf = (reason: string): string => {
	const [, path] = FIELD.exec(reason) ?? [];
	if (path !== undefined) return path.replaceAll(/\b\d+\b/g, '*').slice(0, 120);
	return VERSION.test(reason) ? 'version' : 'answer';
};
