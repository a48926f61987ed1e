import { beginWith } from './step';
import { admitClients } from './steps/admit-clients';
import { awaitClients } from './steps/await-clients';
import { checkReadiness } from './steps/check-readiness';
import { connectSource, connectTarget } from './steps/connect';
import { createBackup } from './steps/create-backup';
import { downloadBackup } from './steps/download-backup';
import { holdClients } from './steps/hold-clients';
import { matchVersions } from './steps/match-versions';
import { moveAddress } from './steps/move-address';
import { powerOffSource } from './steps/power-off-source';
import { proveTakeover } from './steps/prove-takeover';
import { recheckPlan } from './steps/recheck-plan';
import { requestBackup } from './steps/request-backup';
import { restoreBackup } from './steps/restore-backup';
import { saveKey } from './steps/save-key';
import { secureTarget } from './steps/secure-target';
import { seeOffSource } from './steps/see-off-source';
import { takeBaseline } from './steps/take-baseline';
import { uploadBackup } from './steps/upload-backup';
import { validateRestore } from './steps/validate-restore';
import { verifyTarget } from './steps/verify-target';
import { writeTheReport } from './steps/write-report';

/** A whole migration. Two steps the wrong way round do not compile: each needs what an earlier one learns. */
export const { steps: migrationSteps } = beginWith()
  .next(connectSource)
  .next(connectTarget)
  .next(matchVersions)
  .next(checkReadiness)
  .next(requestBackup)
  .next(saveKey)
  .next(takeBaseline)
  .next(createBackup)
  .next(downloadBackup)
  .next(uploadBackup)
  .next(validateRestore)
  .next(holdClients)
  .next(restoreBackup)
  .next(verifyTarget)
  .next(secureTarget)
  .next(recheckPlan)
  .next(powerOffSource)
  .next(moveAddress)
  .next(proveTakeover)
  .next(admitClients)
  .next(awaitClients)
  .next(seeOffSource)
  .next(writeTheReport);
