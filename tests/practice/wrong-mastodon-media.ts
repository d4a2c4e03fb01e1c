import { picture } from '../conformance.ts';
import type { Asked, Wrong } from './wrong.ts';

export const say =
	(fields: object = {}) =>
	(): Asked => ({
		method: 'POST',
		path: '/api/v1/statuses',
		json: { status: 'Die Brücke ist gesperrt.', ...fields },
	});
const poll = (options: readonly string[], more: object = {}) => say({ poll: { options, expires_in: 3600, ...more } });
interface Upload {
	readonly mime?: string;
	readonly bytes?: number;
	readonly fields?: Readonly<Record<string, string>>;
}
export const upload = ({ mime = 'image/jpeg', bytes, fields = {} }: Upload = {}): Asked => {
	const form = new FormData();
	const file = bytes === undefined ? new Uint8Array(picture().bytes) : new Uint8Array(bytes);
	form.set('file', new File([file], 'plan', { type: mime }));
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return { method: 'POST', path: '/api/v2/media', form };
};

const missing = /"Record not found"/;
const FOUR_FILES = /"Cannot attach more than 4 files"/;

/** What posts carry beside their words: polls, pictures, films. */
export const wrongMediaAtMastodon: readonly Wrong[] = [
	{ name: 'a poll with one answer', ask: poll(['Ja']), status: 422, says: /options must have more than one item/ },
	{
		name: 'a poll with five answers',
		ask: poll(['a', 'b', 'c', 'd', 'e']),
		status: 422,
		says: /options can't contain more than 4 items/,
	},
	{
		name: 'an answer of 51 signs',
		ask: poll(['Ja', 'n'.repeat(51)]),
		status: 422,
		says: /options cannot be longer than 50 characters each/,
	},
	{ name: 'an answer without words', ask: poll(['Ja', ' ']), status: 422, says: /options can't be blank/ },
	{ name: 'the same answer twice', ask: poll(['Ja', 'Ja']), status: 422, says: /options contain duplicate items/ },
	{
		name: 'a poll without an end',
		ask: poll(['Ja', 'Nein'], { expires_in: undefined }),
		status: 422,
		says: /expires at can't be blank/,
	},
	{
		name: 'a poll of four minutes',
		ask: poll(['Ja', 'Nein'], { expires_in: 240 }),
		status: 422,
		says: /expires at is too soon/,
	},
	{
		name: 'a poll of two months',
		ask: poll(['Ja', 'Nein'], { expires_in: 5_184_000 }),
		status: 422,
		says: /expires at is too far into the future/,
	},
	{
		name: 'a poll beside a picture',
		ask: ({ more }) => say({ media_ids: [more['free']], poll: { options: ['Ja', 'Nein'], expires_in: 3600 } })(),
		status: 422,
		says: FOUR_FILES,
	},
	{ name: 'five pictures', ask: say({ media_ids: ['1', '2', '3', '4', '5'] }), status: 422, says: FOUR_FILES },
	{
		name: 'a picture that is not there',
		ask: say({ media_ids: ['1'] }),
		status: 422,
		says: /"Media 1 not found or already attached to another post"/,
	},
	{
		name: 'a picture that stands elsewhere',
		ask: ({ media }) => say({ media_ids: [media] })(),
		status: 422,
		says: /not found or already attached to another post/,
	},
	{
		name: 'a film beside a picture',
		ask: ({ more }) => say({ media_ids: [more['free'], more['film']] })(),
		status: 422,
		says: /"Cannot attach a video to a post that already contains images"/,
	},
	{
		name: 'a film that is being worked on',
		ask: ({ more }) => say({ media_ids: [more['film']] })(),
		status: 422,
		says: /"Cannot attach files that have not finished processing/,
	},
	{
		name: 'an upload of nothing',
		ask: () => ({ method: 'POST', path: '/api/v2/media', form: new FormData() }),
		status: 422,
		says: /File can't be blank/,
	},
	{
		name: 'a file of another kind',
		ask: () => upload({ mime: 'application/pdf' }),
		status: 422,
		says: /File content type is invalid, File is invalid/,
	},
	{
		name: 'a picture of 16 MB and a byte',
		ask: () => upload({ bytes: 16_777_217 }),
		status: 422,
		says: /File file size must be less than 16 MB/,
	},
	{
		name: 'a description of 1501 signs',
		ask: () => upload({ fields: { description: 'a'.repeat(1501) } }),
		status: 422,
		says: /Description is too long \(maximum is 1500 characters\)/,
	},
	{
		name: 'a point outside the picture',
		ask: () => upload({ fields: { focus: '0,1.5' } }),
		status: 422,
		says: /Focus is invalid/,
	},
	{
		name: 'the state of a file of nobody',
		ask: () => ({ path: '/api/v1/media/1' }),
		status: 404,
		says: missing,
	},
];
