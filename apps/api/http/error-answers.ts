import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

const ErrorAnswer = z.object({ type: z.string(), message: z.string() }).meta({ id: 'Error' });

/** Describes what every endpoint that needs a key may answer beside success. */
export function ErrorAnswers(): ClassDecorator & MethodDecorator {
  const answer = (status: number, description: string) =>
    ApiResponse({ status, description, standardSchema: ErrorAnswer });
  return applyDecorators(
    ApiBearerAuth(),
    answer(400, 'The request is invalid; the message names every field and problem'),
    answer(401, 'No key, or an unknown one'),
    answer(403, 'The key lacks the permission'),
    answer(404, 'There is no such object'),
    answer(409, 'The object cannot be changed like this, or its Idempotency-Key is in use'),
    answer(413, 'The body is larger than 6 MB'),
    answer(
      422,
      'The automation or journey is archived or disabled, its conditions are not met, or what it names is not there',
    ),
    answer(429, 'Too many requests'),
    answer(
      503,
      'The database cannot be reached, others are writing the list, or too much is under way or waits to be started',
    ),
  );
}
