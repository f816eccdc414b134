namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Why the trainer ended, by its exit code: <c>exits.py</c> of <c>infra/trainer</c>.</summary>
public enum TrainerExit
{
    Done = 0,
    Failed = 1,
    BadSettings = 2,
    BadData = 3,
    OutOfMemory = 4,
    NoModel = 5,
    Preempted = 6,
    Diverged = 7,
}
