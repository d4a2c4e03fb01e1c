import { cropBox, type Focus, type Shape } from '#kernel/crop.ts';

type CutProps = Readonly<{
	id: string;
	width: number;
	height: number;
	shape: Shape;
	focus: Focus;
}>;

/** A picture as a network is given it, cut around what matters most. */
export function CutPicture({ id, width, height, shape, focus }: CutProps) {
	const { left, top, width: wide, height: high } = cropBox({ width, height }, shape, focus);
	return (
		<svg className="art" viewBox={`${left} ${top} ${wide} ${high}`} aria-hidden="true">
			<image href={`/api/media/${id}/960`} width={width} height={height} />
		</svg>
	);
}
