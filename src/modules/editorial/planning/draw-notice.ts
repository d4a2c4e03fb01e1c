import { createRequire } from 'node:module';

import { type Block, blocksOf } from './notice-blocks.ts';

/** What stands on a notice. */
export interface Notice {
	readonly authority: string;
	readonly unit: string;
	readonly title: string;
	readonly text: string;
	readonly language: string;
	readonly date: string;
	/** Its page in the newsroom; null while none stands. */
	readonly link: string | null;
	readonly draft: boolean;
	readonly picture: { readonly bytes: Buffer; readonly alt: string } | null;
}

const resolve = createRequire(import.meta.url).resolve;
const font = (weight: 400 | 600): string =>
	resolve(`@fontsource/fira-sans/files/fira-sans-latin-${weight}-normal.woff`);

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const PICTURE_HEIGHT = 240;
const CODE = 96;
/** How far items stand in from the margin. */
const INDENT = 22;
const words = {
	de: { draft: 'Entwurf, noch nicht öffentlich', more: 'Weiterlesen und Rückfragen', code: 'QR-Code zur Seite' },
	en: { draft: 'Draft, not public yet', more: 'Read on and ask', code: 'QR code to the page' },
};

type Pdf = PDFKit.PDFDocument;

/** Draws a notice on A4 with tags, so that a screen reader reads it in order and hears what the picture shows. Loaded with the first one. */
export const drawNotice = async (notice: Notice): Promise<Uint8Array<ArrayBuffer>> => {
	const { default: PDFDocument } = await import('pdfkit');
	const pdf = new PDFDocument({
		size: 'A4',
		margin: MARGIN,
		tagged: true,
		displayTitle: true,
		lang: notice.language,
		pdfVersion: '1.7',
		info: { Title: notice.title, Author: notice.authority },
	});
	const chunks: Buffer[] = [];
	pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
	const ended = new Promise<void>((done) => pdf.on('end', done));
	pdf.registerFont('text', font(400)).registerFont('bold', font(600));
	const whole = pdf.struct('Document');
	pdf.addStructure(whole);
	drawHead(pdf, whole, notice);
	if (notice.picture) drawPicture(pdf, whole, notice.picture);
	drawText(pdf, whole, notice.text);
	if (notice.link) await drawCode(pdf, whole, { ...notice, link: notice.link });
	whole.end();
	pdf.end();
	await ended;
	return new Uint8Array(Buffer.concat(chunks));
};

type Whole = PDFKit.PDFStructureElement;

/** One piece of text as one element of the reading order. */
const say = (
	pdf: Pdf,
	whole: Whole,
	{ tag, text, draw }: { tag: string; text: string; draw: (text: string) => void },
): void => {
	whole.add(pdf.struct(tag, {}, [() => draw(text)]));
};

const drawHead = (pdf: Pdf, whole: Whole, { authority, unit, title, date, draft, language }: Notice): void => {
	const from = [authority, unit === authority ? '' : unit, date].filter(Boolean).join(' · ');
	say(pdf, whole, {
		tag: 'P',
		text: from,
		draw: (text) => pdf.font('text').fontSize(12).fillColor('#3a4256').text(text),
	});
	if (draft)
		say(pdf, whole, {
			tag: 'P',
			text: words[language === 'en' ? 'en' : 'de'].draft,
			draw: (text) => pdf.font('bold').fontSize(12).fillColor('#8a2c0d').text(text),
		});
	say(pdf, whole, {
		tag: 'H1',
		text: title,
		draw: (text) =>
			pdf.moveDown(0.5).font('bold').fontSize(28).fillColor('#000000').text(text, { lineGap: 2 }).moveDown(0.5),
	});
};

const drawPicture = (pdf: Pdf, whole: Whole, { bytes, alt }: NonNullable<Notice['picture']>): void => {
	const draw = (): void => {
		pdf.image(bytes, MARGIN, pdf.y, { fit: [WIDTH, PICTURE_HEIGHT] });
		pdf.y += PICTURE_HEIGHT + 12;
	};
	whole.add(pdf.struct('Figure', { alt }, [draw]));
};

const drawText = (pdf: Pdf, whole: Whole, body: string): void => {
	let list: Whole | null = null;
	for (const block of blocksOf(body)) {
		if (block.kind === 'item') {
			list ??= listIn(pdf, whole);
			list.add(pdf.struct('LI', {}, [() => drawItem(pdf, block)]));
			continue;
		}
		list?.end();
		list = null;
		const big = block.kind === 'heading';
		say(pdf, whole, {
			tag: big ? 'H2' : 'P',
			text: block.text,
			draw: (text) =>
				pdf
					.font(big ? 'bold' : 'text')
					.fontSize(big ? 19 : 15)
					.fillColor('#000000')
					.text(text, MARGIN, pdf.y, { width: WIDTH, lineGap: 4 })
					.moveDown(0.6),
		});
	}
	list?.end();
};

const listIn = (pdf: Pdf, whole: Whole): Whole => {
	const list = pdf.struct('L');
	whole.add(list);
	return list;
};

const drawItem = (pdf: Pdf, { mark, text }: Block): void => {
	const top = pdf.font('text').fontSize(15).fillColor('#000000').y;
	pdf.text(mark, MARGIN, top, { width: INDENT });
	pdf.text(text, MARGIN + INDENT, top, { width: WIDTH - INDENT, lineGap: 4 }).moveDown(0.2);
};

const drawCode = async (
	pdf: Pdf,
	whole: Whole,
	{ link, language }: Notice & { readonly link: string },
): Promise<void> => {
	const { encode } = await import('uqr');
	const { data, size } = encode(link, { ecc: 'M', border: 0 });
	const spoken = words[language === 'en' ? 'en' : 'de'];
	if (pdf.y > pdf.page.height - MARGIN - CODE) pdf.addPage();
	const top = pdf.page.height - MARGIN - CODE;
	const point = CODE / size;
	const draw = (): void => {
		for (const [y, row] of data.entries())
			for (const [x, dark] of row.entries()) if (dark) pdf.rect(MARGIN + x * point, top + y * point, point, point);
		pdf.fill('#000000');
	};
	whole.add(pdf.struct('Figure', { alt: `${spoken.code}: ${link}` }, [draw]));
	const left = MARGIN + CODE + 16;
	const width = WIDTH - CODE - 16;
	say(pdf, whole, {
		tag: 'P',
		text: spoken.more,
		draw: (text) =>
			pdf
				.font('bold')
				.fontSize(13)
				.fillColor('#000000')
				.text(text, left, top + 24, { width }),
	});
	say(pdf, whole, {
		tag: 'P',
		text: link,
		draw: (text) =>
			pdf
				.font('text')
				.fontSize(12)
				.fillColor('#000000')
				.text(text, left, pdf.y + 4, { width }),
	});
};
