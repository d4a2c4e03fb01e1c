import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	changePieceEndpoint,
	createPieceEndpoint,
	removePieceEndpoint,
	restorePieceEndpoint,
} from '#contract/pieces.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { UnitSelect, useWritable } from '../planning/unit-select.tsx';
import { PieceFields, type Written } from './piece-fields.tsx';
import type { Piece } from './shapes.ts';

type DialogProps = Readonly<{ kind: Piece['kind']; piece: Piece | null; onClose: () => void }>;

const BLANK: Written = { name: '', title: '', text: '', postKind: null, topic: null, forms: {}, presenceId: null };

/** Writes a template, a text block or a signature, or reads one that another unit keeps. */
export function PieceDialog({ kind, piece, onClose }: DialogProps) {
	const say = useTranslations('editorial.pieces');
	const announce = useAnnounce();
	const { unitId, setUnitId } = useWritable();
	const [written, setWritten] = useState<Written>(piece ?? BLANK);
	const create = useAct(createPieceEndpoint, { topics: ['setting'], onDone: onClose });
	const change = useAct(changePieceEndpoint, { topics: ['setting'], onDone: onClose });
	const restore = useAct(restorePieceEndpoint, { topics: ['setting'] });
	const remove = useAct(removePieceEndpoint, {
		topics: ['setting'],
		onDone({ id }) {
			announce(say('removed', { name: written.name }), () => void restore.run({ id }));
			onClose();
		},
	});
	const { name, title, text, postKind, topic, forms, presenceId } = written;
	const fields = { name, title, text, postKind, topic, forms, presenceId };
	const save = () =>
		piece ? change.run({ id: piece.id, base: piece.version, ...fields }) : create.run({ unitId, kind, ...fields });
	const mayChange = piece === null || piece.mayChange;
	const blocked = name.trim().length < 2 || text.trim() === '' ? say('incomplete') : undefined;
	const acts = mayChange ? (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			{piece && (
				<Button kind="danger" icon="trash" busy={remove.busy} onPress={() => void remove.run({ id: piece.id })}>
					{say('remove')}
				</Button>
			)}
			<Button kind="main" icon="check" busy={create.busy || change.busy} blocked={blocked} onPress={() => void save()}>
				{say('save')}
			</Button>
		</>
	) : (
		<Button onPress={onClose}>{say('close')}</Button>
	);
	return (
		<Dialog wide title={piece?.name ?? say(`kind.${kind}.new`)} onClose={onClose} acts={acts}>
			{piece === null && <UnitSelect value={unitId} onChange={setUnitId} />}
			{mayChange ? (
				<PieceFields
					kind={kind}
					written={written}
					onChange={setWritten}
					unitId={piece?.unitId ?? unitId}
					failure={create.failure ?? change.failure ?? remove.failure}
				/>
			) : (
				<p className="ed-pre">{text}</p>
			)}
		</Dialog>
	);
}
