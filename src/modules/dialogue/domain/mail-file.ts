/** What hung on a mail, by name. */
export interface MailFile {
	readonly name: string;
	readonly type: string;
	readonly size: number;
	/** Why it is named only; null: it was kept. Absent from before files were kept. */
	readonly why?: NotKept | null;
}

/** `no-scanner`: only pictures are written anew and harmless without one. */
export type NotKept = 'no-scanner' | 'too-large' | 'too-many' | 'empty';

const MOST_FILES = 10;
const MOST_BYTES = 5 * 1024 * 1024;
/** Of all files of one mail together. */
const MOST_TOGETHER = 8 * 1024 * 1024;

/** Pictures are shown as we write them anew, whatever was in them; drawings are programs and no pictures. */
export const isPicture = ({ type }: Pick<MailFile, 'type'>): boolean => /^image\/(?!svg)/i.test(type);

/** Which files of a mail are kept, the first ones first. */
export const keeping = (files: readonly MailFile[], hasScanner: boolean): readonly MailFile[] => {
	let [count, bytes] = [0, 0];
	const whyNot = (file: MailFile): NotKept | null => {
		if (file.size === 0) return 'empty';
		if (!hasScanner && !isPicture(file)) return 'no-scanner';
		if (count >= MOST_FILES) return 'too-many';
		return file.size > MOST_BYTES || bytes + file.size > MOST_TOGETHER ? 'too-large' : null;
	};
	return files.map((file) => {
		const why = whyNot(file);
		if (why === null) [count, bytes] = [count + 1, bytes + file.size];
		return { ...file, why };
	});
};

/** A name under which a file can be saved anywhere, and that looks like what it is. */
export const savedAs = (name: string): string => {
	const plain = name
		.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
		.replaceAll(/[/\\:*?"<>|]/g, '_')
		.replace(/^[\s.]+/, '')
		.trim()
		.slice(-120)
		.toWellFormed();
	return plain === '' ? 'Anhang' : plain;
};
