import { encode } from 'uqr';

type QrPictureProps = Readonly<{ text: string; label: string }>;

/** Around the code stays white what a camera needs to find it, also in the dark. */
const QUIET = 4;

/** A text as a picture for a camera, drawn here: what it holds leaves this page by no other way. */
export function QrPicture({ text, label }: QrPictureProps) {
	const { data, size } = encode(text, { ecc: 'M', border: QUIET });
	const dark = data.flatMap((row, y) => row.flatMap((set, x) => (set ? [`M${x} ${y}h1v1h-1z`] : [])));
	return (
		<svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
			<rect className="qr-light" width={size} height={size} />
			<path className="qr-dark" d={dark.join('')} />
		</svg>
	);
}
