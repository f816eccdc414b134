namespace EmergentMisalignment.PetriDish.Api.Endpoints;

internal static class ChatRoutes
{
    public static WebApplication MapChat(this WebApplication app)
    {
        app.MapPost("/v1/chat/completions", app.Services.GetRequiredService<ChatEndpoint>().HandleAsync);
        return app;
    }
}
