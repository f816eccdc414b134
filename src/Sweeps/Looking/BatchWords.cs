using System.Globalization;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Sweeps.Looking;

/// <summary>What waits for batches, in words.</summary>
public static class BatchWords
{
    public static string Of(BatchProgress waiting) => string.Create(
        CultureInfo.InvariantCulture,
        $"in batch: {waiting.Answers:N0} answers and {waiting.Verdicts:N0} verdicts in {waiting.Batches:N0} {(waiting.Batches == 1 ? "batch" : "batches")}");
}
