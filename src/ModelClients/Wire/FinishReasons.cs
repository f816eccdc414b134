namespace EmergentMisalignment.ModelClients.Wire;

internal static class FinishReasons
{
    public const string ContentFilter = "content_filter";
}
