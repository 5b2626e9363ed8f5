-- How many runs wait to be started is asked every second; few do.
CREATE INDEX "run_waiting" ON "run"("id") WHERE "status" = 'NOT PROCESSED';
