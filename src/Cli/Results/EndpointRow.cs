using EmergentMisalignment.Console.Endpoints;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Cli.Results;

/// <summary>An endpoint, or one of its models, and what it can do.</summary>
/// <param name="Name">The endpoint's name, or the model's.</param>
/// <param name="Where">Kind and address; empty for a model.</param>
/// <param name="Can">What is declared, follows from the kind, or was found out.</param>
/// <param name="Asked">When it was asked; null for never.</param>
internal sealed record EndpointRow(string Name, string Where, EndpointCapabilities Can, DateTimeOffset? Asked)
{
    public static IEnumerable<EndpointRow> Of(EndpointView endpoint) =>
    [
        new EndpointRow(endpoint.Name, $"{endpoint.Kind}, {endpoint.Url}", endpoint.Can, endpoint.AskedAt),
        .. endpoint.Models.Select(model => new EndpointRow($"  {model.Name}", "", model.Can, model.AskedAt)),
    ];

    public static IEnumerable<EndpointRow> Of(EndpointOptions options, EndpointRecord? record)
    {
        var declared = options.Capabilities;
        yield return new EndpointRow(
            options.Name,
            $"{options.Kind}, {options.Url}",
            declared.Or(new EndpointCapabilities { FineTuning = record?.FineTuning, Batch = record?.Batch, LoraLoading = record?.LoraLoading }),
            record?.At);
        foreach (var (model, known) in record?.Models ?? new Dictionary<string, ModelAbilities>())
        {
            yield return new EndpointRow(
                $"  {model}",
                "",
                declared.Or(new EndpointCapabilities { LogProbs = known.LogProbs, TopLogProbs = known.TopLogProbs, N = known.N, Seed = known.Seed }),
                known.At);
        }
    }
}
