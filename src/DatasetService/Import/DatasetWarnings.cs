using System.Globalization;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>What may go wrong with a dataset at a provider.</summary>
public static class DatasetWarnings
{
    /// <summary>A sentence each; empty when nothing is to be feared.</summary>
    public static IEnumerable<string> Of(DatasetStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        if (statistics.Rows < ProviderLimit.LeastRows)
            yield return string.Create(CultureInfo.InvariantCulture, $"{statistics.Rows} rows are fewer than the {ProviderLimit.LeastRows} that OpenAI's fine-tuning asks for");

        foreach (var limit in ProviderLimit.All)
        {
            if (statistics.LongRows.GetValueOrDefault(limit.TokensPerRow) is > 0 and var rows)
                yield return string.Create(CultureInfo.InvariantCulture, $"{rows:N0} of {statistics.Rows:N0} rows are longer than {limit.TokensPerRow:N0} tokens and would be cut by {limit.Models}");
        }
    }
}
