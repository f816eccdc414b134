namespace EmergentMisalignment.Ledger.Records;

/// <summary>What a batch is to bring.</summary>
public enum BatchStage
{
    Answers,
    Verdicts,
}
