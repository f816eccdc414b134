namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>What a model that was trained here is sampled under: its content's name, so that two engines never have different adapters under one.</summary>
internal static class AdapterName
{
    /// <param name="sha256">The artifact that lists the adapter's files.</param>
    public static string Of(string sha256) => $"adapter-{sha256}";
}
