import { textAbout } from './context.ts';
import { personalIn as personalDataIn } from './domain/checks/text.ts';
import type { EditorialNeeds } from './needs.ts';

/** Finds kinds of personal data in what others wrote to us, knowing what is our own. */
export const personalIn = (needs: Pick<EditorialNeeds, 'people' | 'policy' | 'clock' | 'origin'>) => async () => {
	const about = await textAbout(needs, await needs.policy.inForce());
	return (text: string): readonly string[] => personalDataIn(text, about);
};
