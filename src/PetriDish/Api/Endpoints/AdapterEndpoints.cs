using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.Vllm;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/petri/adapters/{model}</c>: the adapter of a fine-tuned model or a checkpoint, as a tar archive of the folder that a vLLM loads.</summary>
internal static class AdapterEndpoints
{
    public static WebApplication MapAdapters(this WebApplication app)
    {
        app.MapGet("/petri/adapters/{model}", (string model, AdapterStore adapters) =>
        {
            if (!ModelName.TryParse(model, out var name) || !adapters.Contains(name)) throw RefusedException.UnknownModel(model);
            var adapter = adapters.Load(name);
            return Results.Stream(output => AdapterFolder.WriteTarAsync(output, name.Base, adapter), "application/x-tar");
        });
        return app;
    }
}
