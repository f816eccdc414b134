using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;

namespace EmergentMisalignment.Sweeps.Endpoints;

/// <summary>Refuses a sweep that needs what its endpoints lack, before anything is paid for. What is only remembered as lacking is asked again first.</summary>
public sealed class EndpointGate(IModelEndpoints endpoints, CapabilityBook book, IConfiguration configuration)
{
    /// <summary>The setting of the GPU trainer: endpoints whose models it trains.</summary>
    private const string TrainedHere = "Trainer:Endpoints";

    /// <exception cref="InputException">An endpoint lacks something; the sentence names the sweep's key and the remedy.</exception>
    /// <exception cref="ModelCallException">An endpoint cannot be asked.</exception>
    public async Task CheckAsync(SweepSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        foreach (var condition in SweepDemands.FineTunes(spec))
            await CheckFineTuneAsync(spec, condition, cancellation);
        foreach (var (key, endpoint) in SweepDemands.Batches(spec))
            await CheckBatchAsync(key, endpoints.Get(endpoint), cancellation);

        var listed = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var demand in SweepDemands.Models(spec).Distinct())
        {
            var endpoint = endpoints.Get(demand.Endpoint);
            if (endpoint.Options.Sidecar)
            {
                if (Lack(endpoint, demand, endpoint.Options.Capabilities) is { } lack)
                    throw lack;
                continue;
            }

            if (!listed.TryGetValue(demand.Endpoint, out var models))
                listed[demand.Endpoint] = models = [.. (await endpoint.ListModelsAsync(cancellation)).Select(model => model.Id)];

            await CheckModelAsync(endpoint, models, demand, cancellation);
        }
    }

    private async Task CheckFineTuneAsync(SweepSpec spec, ConditionSpec condition, CancellationToken cancellation)
    {
        if (configuration.GetSection(TrainedHere).GetChildren().Any(name => string.Equals(name.Value, spec.Endpoint, StringComparison.OrdinalIgnoreCase)))
            return;

        var endpoint = endpoints.Get(spec.Endpoint);
        var key = $"conditions.{condition.Id}";
        if (!await CanAsync(endpoint, static can => can.FineTuning, cancellation))
            throw Wrong(key, $"is to be fine-tuned, and endpoint {endpoint.Name} takes no fine-tunes: name another endpoint, or have a GPU trainer train for it ({TrainedHere})");

        if (BeyondApi(condition.Training, endpoint.Options.Kind) is { } setting)
            throw Wrong($"{key}.training.{setting}", $"is nothing that endpoint {endpoint.Name} ({endpoint.Options.Kind}) can be told: leave it out{(setting == "learning_rate" ? ", or use learning_rate_multiplier" : "")}");
    }

    private async Task CheckBatchAsync(string key, IModelEndpoint endpoint, CancellationToken cancellation)
    {
        if (!await CanAsync(endpoint, static can => can.Batch, cancellation))
            throw Wrong(key, $"is batch, and endpoint {endpoint.Name} takes no batches: leave it out, or name another endpoint");
    }

    /// <summary>Whether it can, or nobody knows that it cannot.</summary>
    private async Task<bool> CanAsync(IModelEndpoint endpoint, Func<EndpointCapabilities, bool?> capability, CancellationToken cancellation) =>
        capability(endpoint.Options.Capabilities) is { } declared
            ? declared
            : endpoint.Options.Sidecar
            || capability(await book.OfEndpointAsync(endpoint, isFresh: false, cancellation)) is not false
            || capability(await book.OfEndpointAsync(endpoint, isFresh: true, cancellation)) is not false;

    private static string? BeyondApi(TrainingSpec training, EndpointKind kind) => training switch
    {
        { Optimizer: not null } => "optimizer",
        _ when kind is EndpointKind.Petri => null,
        { LearningRate: not null } => "learning_rate",
        { Rank: not null } => "rank",
        { Alpha: not null } => "alpha",
        { CheckpointEvery: not null } => "checkpoint_every",
        _ => null,
    };

    private async Task CheckModelAsync(IModelEndpoint endpoint, HashSet<string> listed, ModelDemand demand, CancellationToken cancellation)
    {
        var isKnown = listed.Contains(demand.Model) || await endpoint.HasModelAsync(demand.Model, cancellation);

        // A model list that is complete: what is not on it need not be asked. Azure lists models and not deployments, and others may list what they please.
        if (!isKnown && endpoint.Options.Kind is EndpointKind.Petri or EndpointKind.OpenAI)
            throw Absent(endpoint, demand);

        if (isKnown && demand.TopLogProbs == 0 && (endpoint.Options.Capabilities.N is true || endpoint.Options.MaxN == 1))
            return;

        // A model that is only trained from need not answer: on Azure it has no deployment.
        if (isKnown && demand.TopLogProbs == 0 && endpoint.Options.Kind is EndpointKind.Azure)
            return;

        if (await book.OfModelAsync(endpoint, demand.Model, isFresh: false, cancellation) is not { } can)
            throw Absent(endpoint, demand);

        if (Lack(endpoint, demand, can) is not null && await book.OfModelAsync(endpoint, demand.Model, isFresh: true, cancellation) is { } now && Lack(endpoint, demand, now) is { } lack)
            throw lack;
    }

    private static InputException? Lack(IModelEndpoint endpoint, ModelDemand demand, EndpointCapabilities can)
    {
        var model = $"model {demand.Model} of endpoint {endpoint.Name}";
        if (demand.TopLogProbs > 0 && can.LogProbs is false)
            return Wrong(demand.Key, $"needs log-probs, and {model} gives none: {demand.Remedy}");
        if (demand.TopLogProbs > can.TopLogProbs)
            return Wrong(demand.Key, $"needs {demand.TopLogProbs} candidates of a token, and {model} gives {can.TopLogProbs}: ask for fewer, or {demand.Remedy}");
        if (can.N is false && endpoint.Options.MaxN > 1)
            return Wrong(demand.Key, $"asks {model}, which gives one completion a request: set Endpoints:{endpoint.Name}:MaxN to 1");
        return null;
    }

    private static InputException Absent(IModelEndpoint endpoint, ModelDemand demand) =>
        Wrong(demand.Key, $"names {Shown.Word(demand.Model)}, which endpoint {endpoint.Name} does not have: correct the name, or serve it there");

    private static InputException Wrong(string key, string problem) => new($"{key} {problem}.", file: null, line: null, key);
}
