import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';

import { type VerifyProblem, type VerifyReport, verifyExport } from '#modules/records/verify.ts';
import { looksLikeProof, verifyProof } from '#modules/records/verify-proof-file.ts';

import { type Command, onlyPositional, readCall } from './command.ts';
import { Misuse, type Sentence, type Terminal } from './terminal.ts';

const USAGE = 'amtsfunk verify EXPORT-OR-PROOF [--key PUBLIC-KEY] [--checkpoint FILE]';

/** `amtsfunk verify EXPORT`: needs no database and no network. Exit code 1 when a single byte or proof is wrong. */
export const verify: Command = async (argv, terminal) => {
	const call = readCall(argv, { key: { type: 'string' }, checkpoint: { type: 'string' } });
	const file = onlyPositional(call, USAGE);
	const [key, checkpoint] = [call.text('key'), call.text('checkpoint')];
	for (const path of [file, checkpoint])
		if (path !== undefined && !existsSync(path))
			throw new Misuse({ de: `${path} gibt es nicht.`, en: `${path} does not exist.` });
	const text = readHead(file);
	if (looksLikeProof(text)) return verifyProofFile(file, key, terminal);
	const report = await verifyExport(file, {
		...(key === undefined ? {} : { publicKey: key }),
		...(checkpoint === undefined ? {} : { checkpoint: readFileSync(checkpoint, 'utf8') }),
	});
	for (const { type, line } of report.problems) {
		const what = words(type);
		terminal.say({ de: `Zeile ${line}: ${what.de} (${type})`, en: `Line ${line}: ${what.en} (${type})` });
	}
	if (!report.ok) {
		terminal.say({ de: 'Die Datei ist NICHT in Ordnung.', en: 'The file is NOT in order.' });
		return 1;
	}
	praise(report, terminal, key !== undefined);
	return 0;
};

/** Enough of the file to tell a proof from an export, which may be larger than memory. */
const readHead = (file: string): string => {
	const handle = openSync(file, 'r');
	try {
		const bytes = Buffer.alloc(64);
		return bytes.subarray(0, readSync(handle, bytes)).toString('utf8');
	} finally {
		closeSync(handle);
	}
};

const verifyProofFile = (file: string, key: string | undefined, terminal: Terminal): number => {
	const { ok, subject, leaves, size, publicKey } = verifyProof(readFileSync(file, 'utf8'), key);
	terminal.say(
		ok
			? {
					de: `In Ordnung: ${leaves} Blätter zu ${subject} stehen im Verzeichnis (Prüfstempel ${size}), unterschrieben mit ${publicKey}.`,
					en: `In order: ${leaves} leaves about ${subject} stand in the log (checkpoint ${size}), signed with ${publicKey}.`,
				}
			: { de: 'Der Nachweis ist NICHT in Ordnung.', en: 'The proof is NOT in order.' },
	);
	return ok ? 0 : 1;
};

const praise = (report: VerifyReport, terminal: Terminal, keyGiven: boolean): void => {
	const { entries, erased, checkpoints, stamped, newest, complete, manifest } = report;
	terminal.say({
		de: `In Ordnung: ${entries} Einträge (${erased} gelöscht), ${checkpoints} Prüfstempel (${stamped} mit Zeitstempel), ${manifest?.origin ?? ''}.`,
		en: `In order: ${entries} entries (${erased} erased), ${checkpoints} checkpoints (${stamped} time-stamped), ${manifest?.origin ?? ''}.`,
	});
	if (newest)
		terminal.say({ de: `Neuester Prüfstempel: Größe ${newest.size}`, en: `Newest checkpoint: size ${newest.size}` });
	if (!complete)
		terminal.say({
			de: 'Ein Auszug: Die Einträge stimmen, ob welche fehlen, zeigt nur der ganze Export.',
			en: 'An extract: these entries are correct; whether some are missing, only a whole export shows.',
		});
	if (!keyGiven)
		terminal.say({
			de: `Geprüft gegen den Schlüssel in der Datei selbst (${manifest?.publicKey ?? ''}). Vergleichen Sie ihn mit dem veröffentlichten oder geben Sie ihn mit --key an.`,
			en: `Checked against the key in the file itself (${manifest?.publicKey ?? ''}). Compare it with the published one or give it with --key.`,
		});
};

const words = (type: VerifyProblem): Sentence => {
	if (type === 'other-key') return { de: 'ein anderer Schlüssel hat unterschrieben', en: 'another key has signed' };
	if (type === 'bad-anchor')
		return { de: 'passt nicht zum mitgegebenen Prüfstempel', en: 'does not agree with the given checkpoint' };
	if (type === 'cut-off') return { de: 'das Ende fehlt', en: 'the end is missing' };
	if (type === 'unreadable-line') return { de: 'nicht lesbar', en: 'cannot be read' };
	if (type === 'no-manifest') return { de: 'kein Export von Amtsfunk', en: 'no export of Amtsfunk' };
	return { de: 'verändert', en: 'changed' };
};
