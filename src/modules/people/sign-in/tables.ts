import { tables } from '#platform/db/database.ts';

/** The part of better-auth's tables that we read ourselves; it writes them. */
interface AuthTables {
	'auth.session': {
		id: string;
		token: string;
		userId: string;
		userAgent: string | null;
		createdAt: Date;
		expiresAt: Date;
		shownAt: Date | null;
	};
	'auth.user': { id: string; name: string; email: string; twoFactorEnabled: boolean | null };
	'auth.twoFactor': { id: string; userId: string; verified: boolean | null };
	'auth.account': { id: string; userId: string; password: string | null };
}

export const auth = tables<AuthTables>();
