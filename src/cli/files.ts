import { machineClock } from '#platform/clock.ts';
import { moveFiles } from '#platform/files/move.ts';
import { openFiles } from '#platform/files/place.ts';

import { filesPlace } from '../config.ts';
import { type Command, readCall } from './command.ts';
import { Misuse } from './terminal.ts';

const USAGE = 'amtsfunk files move --to disk | s3://BUCKET?endpoint=https://SERVER';
const TELL_MS = 5_000;

/** `amtsfunk files move --to PLACE`: copies every file from where the settings say to another place, and compares. */
export const files: Command = async (argv, terminal) => {
	const call = readCall(argv, { to: { type: 'string' } });
	const { config } = call;
	const to = call.text('to');
	if (call.positionals.join() !== 'move' || to === undefined)
		throw new Misuse({ de: `Aufruf: ${USAGE}`, en: `Usage: ${USAGE}` });
	const target = filesPlace(to);
	if (JSON.stringify(target) === JSON.stringify(config.files))
		throw new Misuse({ de: 'Dort liegen die Dateien schon.', en: 'The files lie there already.' });
	let told = machineClock.now();
	const moved = await moveFiles(
		await openFiles(config.files, config.data),
		await openFiles(target, config.data),
		(n) => {
			if (machineClock.now() - told < TELL_MS) return;
			told = machineClock.now();
			terminal.complain({ de: `${n} Dateien ...`, en: `${n} files ...` });
		},
	);
	terminal.complain({
		de: `${moved.files} Dateien (${moved.megabytes} MB) liegen am neuen Ort; jede wurde dort gelesen und verglichen. Starten Sie ab jetzt mit --files ${to}. Was inzwischen dazukam, holt ein zweiter Aufruf bei beendetem Amtsfunk. Am alten Ort wurde nichts gelöscht.`,
		en: `${moved.files} files (${moved.megabytes} MB) lie in the new place; each was read there and compared. From now on start with --files ${to}. What came in meanwhile is fetched by a second call with Amtsfunk stopped. Nothing was deleted in the old place.`,
	});
	return 0;
};
