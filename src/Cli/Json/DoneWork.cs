namespace EmergentMisalignment.Cli.Json;

/// <summary>What of a plan is finished already.</summary>
internal sealed record DoneWork(long Runs, long FineTunes, long Samples, long JudgeCalls);
