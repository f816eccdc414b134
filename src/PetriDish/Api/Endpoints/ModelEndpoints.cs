using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/models</c>.</summary>
internal static class ModelEndpoints
{
    public static WebApplication MapModels(this WebApplication app)
    {
        app.MapGet("/v1/models", (ModelCatalogue models) =>
            Results.Json(new ListBody<ModelBody>([.. models.List().Select(ModelBody.Of)], null, null, false), ApiJson.Wire.ListBodyModelBody));
        app.MapGet("/v1/models/{id}", (string id, ModelCatalogue models) => Results.Json(ModelBody.Of(models.Describe(id)), ApiJson.Wire.ModelBody));
        app.MapDelete("/v1/models/{id}", (string id, ModelCatalogue models) =>
        {
            models.Delete(id);
            return Results.Json(new DeletedBody(id, "model"), ApiJson.Wire.DeletedBody);
        });
        return app;
    }
}
