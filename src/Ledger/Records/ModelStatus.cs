namespace EmergentMisalignment.Ledger.Records;

public enum ModelStatus
{
    Submitted,
    Running,
    Ready,
    Failed,
}
