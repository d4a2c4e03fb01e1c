/** SPEC: blurhash.org, the algorithm and its alphabet. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

type Colour = readonly [number, number, number];

export interface Pixels {
	/** RGB, row by row, three bytes each. */
	readonly data: Uint8Array;
	readonly width: number;
	readonly height: number;
}

/** A few letters that let a reader's screen show soft colours while the picture is on its way. */
export const blurhash = (pixels: Pixels, across = 4, down = 3): string => {
	const factors: Colour[] = [];
	for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) factors.push(factorOf(pixels, x, y));
	const [first = [0, 0, 0], ...rest] = factors;
	const largest = Math.max(0, ...rest.flatMap((colour) => colour.map(Math.abs)));
	const step = Math.max(0, Math.min(82, Math.floor(largest * 166 - 0.5)));
	const scale = rest.length > 0 ? (step + 1) / 166 : 1;
	return [
		base83(across - 1 + (down - 1) * 9, 1),
		base83(rest.length > 0 ? step : 0, 1),
		base83(averageOf(first), 4),
		...rest.map((colour) => base83(detailOf(colour, scale), 2)),
	].join('');
};

const factorOf = ({ data, width, height }: Pixels, x: number, y: number): Colour => {
	const sum = { red: 0, green: 0, blue: 0 };
	for (let row = 0; row < height; row += 1) {
		const wave = Math.cos((Math.PI * y * row) / height);
		for (let column = 0; column < width; column += 1) {
			const basis = wave * Math.cos((Math.PI * x * column) / width);
			const [red, green, blue] = lightAt(data, (row * width + column) * 3);
			sum.red += basis * red;
			sum.green += basis * green;
			sum.blue += basis * blue;
		}
	}
	const scale = (x + y === 0 ? 1 : 2) / (width * height);
	return [sum.red * scale, sum.green * scale, sum.blue * scale];
};

const lightAt = (data: Uint8Array, at: number): Colour => [
	toLinear(data[at] ?? 0),
	toLinear(data[at + 1] ?? 0),
	toLinear(data[at + 2] ?? 0),
];

/** SPEC: IEC 61966-2-1, sRGB to light and back. */
const toLinear = (value: number): number => {
	const part = value / 255;
	return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
const toSrgb = (light: number): number => {
	const part = Math.max(0, Math.min(1, light));
	return Math.trunc((part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055) * 255 + 0.5);
};

const averageOf = ([red, green, blue]: Colour): number => toSrgb(red) * 65_536 + toSrgb(green) * 256 + toSrgb(blue);

const detailOf = (colour: Colour, scale: number): number =>
	colour.reduce((sum, part) => {
		const root = Math.sign(part) * Math.sqrt(Math.abs(part / scale));
		return sum * 19 + Math.max(0, Math.min(18, Math.floor(root * 9 + 9.5)));
	}, 0);

const base83 = (value: number, length: number): string => {
	let text = '';
	for (let rest = value, at = 0; at < length; at += 1, rest = Math.floor(rest / 83))
		text = ALPHABET.charAt(rest % 83) + text;
	return text;
};
