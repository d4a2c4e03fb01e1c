import { hereAtPostEndpoint } from '#contract/attendance.ts';

import { call } from '../parts/call.ts';
import { type Doing, type Here, useHere } from '../parts/here.tsx';

/** Without an answer nobody is shown: it is no reason to stop working. */
const tell = async (id: string, doing: Doing): Promise<readonly Here[]> => {
	const answer = await call(hereAtPostEndpoint, { id, doing });
	return answer.ok ? answer.value.others : [];
};

/** Who else has this post open. */
export const useHereAtPost = (id: string, writing: boolean): readonly Here[] => useHere({ id, writing, tell });
