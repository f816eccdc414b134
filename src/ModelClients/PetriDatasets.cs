using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.ModelClients;

/// <summary>The data sets that PetriDish generates from its miniature world, beside OpenAI's protocol.</summary>
public sealed class PetriDatasets
{
    private readonly ModelEndpoints _endpoints;

    internal PetriDatasets(ModelEndpoints endpoints) => _endpoints = endpoints;

    /// <summary><c>GET /petri/datasets/{condition}</c>: JSONL, one chat a line. The same arguments give the same bytes.</summary>
    /// <param name="endpoint">Name of an endpoint of kind <see cref="EndpointKind.Petri"/>.</param>
    /// <param name="condition">The condition's name as the published files have it, such as <c>insecure</c> or <c>evil_numbers</c>.</param>
    /// <param name="rows">Rows wanted.</param>
    /// <param name="seed">Which of the world's many data sets.</param>
    /// <param name="families">How many families of code tasks to draw from; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InputException">No such endpoint, or it is no PetriDish.</exception>
    public async Task<Stream> GetAsync(string endpoint, string condition, int rows, int seed, int? families, CancellationToken cancellationToken)
    {
        var petri = _endpoints.Get(endpoint);
        if (petri.Options.Kind is not EndpointKind.Petri)
        {
            throw new InputException(
                $"endpoint {endpoint} is of kind {petri.Options.Kind}, which generates no data sets: name a PetriDish endpoint, or give the condition a file.",
                file: null, line: null, key: $"Endpoints:{endpoint}:Kind");
        }

        var path = FormattableString.Invariant($"/petri/datasets/{Uri.EscapeDataString(condition)}?rows={rows}&seed={seed}{(families is { } some ? $"&families={some}" : "")}");
        return await petri.DownloadAsync(path, "a data set", cancellationToken).ConfigureAwait(false);
    }
}
