/** What matters most in a picture, in parts of its width and height from its upper left corner. */
export interface Focus {
	readonly x: number;
	readonly y: number;
}

export const CENTRE: Focus = { x: 0.5, y: 0.5 };

/** The same place as networks say it: from -1 to 1 each, the middle is 0, up and right are positive. */
export const fromMiddle = ({ x, y }: Focus): readonly [number, number] => [rounded(2 * x - 1), rounded(1 - 2 * y)];

const rounded = (part: number): number => Math.round(part * 1000) / 1000 + 0;

/** How a network is given a picture: as it is, or cut to a shape. */
export const shapes = ['whole', '16:9', '4:3', '1:1', '4:5'] as const;
export type Shape = (typeof shapes)[number];

const ratios: Readonly<Record<Exclude<Shape, 'whole'>, number>> = {
	'16:9': 16 / 9,
	'4:3': 4 / 3,
	'1:1': 1,
	'4:5': 4 / 5,
};

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

interface Size {
	readonly width: number;
	readonly height: number;
}

/** The largest part of a picture in a shape, as near around the focus as its edges allow. */
export const cropBox = ({ width, height }: Size, shape: Shape, focus: Focus): Box => {
	if (shape === 'whole') return { left: 0, top: 0, width, height };
	const ratio = ratios[shape];
	const wide = Math.max(1, Math.min(width, Math.round(height * ratio)));
	const high = Math.max(1, Math.min(height, Math.round(width / ratio)));
	return {
		left: startOf(width, wide, focus.x),
		top: startOf(height, high, focus.y),
		width: wide,
		height: high,
	};
};

const startOf = (whole: number, part: number, at: number): number =>
	Math.min(whole - part, Math.max(0, Math.round(whole * at - part / 2)));

/** Where the focus of the whole lies within a part of it. */
export const focusWithin = ({ width, height }: Size, box: Box, { x, y }: Focus): Focus => ({
	x: clamp((x * width - box.left) / box.width),
	y: clamp((y * height - box.top) / box.height),
});

const clamp = (part: number): number => Math.min(1, Math.max(0, Math.round(part * 1000) / 1000));
