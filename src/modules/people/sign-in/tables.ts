import { tables } from '#platform/db/database.ts';

/** The part of better-auth's tables that we read, and the rows by which a person comes and goes. */
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
	'auth.user': {
		id: string;
		name: string;
		email: string;
		emailVerified: boolean;
		twoFactorEnabled: boolean | null;
		createdAt: Date;
		updatedAt: Date;
	};
	'auth.twoFactor': { id: string; userId: string };
	'auth.verification': { id: string; identifier: string; value: string; expiresAt: Date };
	'auth.account': {
		id: string;
		accountId: string;
		providerId: string;
		userId: string;
		password: string | null;
		createdAt: Date;
		updatedAt: Date;
	};
}

export const auth = tables<AuthTables>();
