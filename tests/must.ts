/** The answer, where nothing but an answer will do. */
export const must = async <T>(asked: Promise<{ readonly problem: unknown; readonly body: T }>): Promise<T> => {
	const { problem, body } = await asked;
	if (problem !== null) throw new Error(JSON.stringify(problem));
	return body;
};
