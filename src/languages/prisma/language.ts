import { readPrismaFile } from '../../prisma/read.ts';
import { textLanguage } from '../language.ts';
import { PrismaSourceCode, VISITOR_KEYS } from './source-code.ts';

/** `backend/prisma`: Prisma schemas for ESLint. A line that is not understood is passed over; a block, string or comment that is not closed is a problem. */
export const prismaLanguage = textLanguage({ read: readPrismaFile, sourceCode: (text, ast) => new PrismaSourceCode(text, ast), visitorKeys: VISITOR_KEYS });
