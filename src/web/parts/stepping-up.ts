import { createContext } from 'react';

/** Asks the person for the second factor; true once it was shown. */
export type StepUp = () => Promise<boolean>;

/** Outside the shell nobody can be asked: the act is refused and says why. */
export const StepUpContext = createContext<StepUp>(async () => false);
