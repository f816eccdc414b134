using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Summary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EmergentMisalignment.Console.Results;

/// <summary>What a sweep has come to: its numbers and its figures.</summary>
internal static class ResultEndpoints
{
    private const string SoFar =
        "Of a sweep that is under way they are of what is there so far, and are read again when they are older than Console:ResultsStand and anything has arrived; with fresh=true at once.";

    public static RouteGroupBuilder MapResults(this RouteGroupBuilder api)
    {
        var sweep = api.MapGroup("/sweeps/{name}").WithTags("results");
        sweep.MapGet("/results", GetAsync)
            .WithSummary("Shows a sweep's rates, comparisons and counts")
            .WithDescription($"The contents of the report's summary.json; no answer's text is in them. {SoFar}")
            .Produces<SweepSummary>()
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(404, 503);
        sweep.MapGet("/figures", ListAsync)
            .WithSummary("Lists the figures that a sweep has")
            .WithDescription($"A figure is there where a sweep has something to show in it: {string.Join(", ", FigureGallery.Names)}. {SoFar}")
            .WithProblems(404, 503);
        sweep.MapGet("/figures/{figure}.{format}", DrawAsync)
            .WithSummary("Draws a figure of a sweep")
            .WithDescription(
                $"figure is one of {string.Join(", ", FigureGallery.Names)}; format is svg (which needs no font and loads nothing) or png (of twice the size); theme is light, as where it is left out, or " +
                $"dark. The same results give the same bytes. Answers 304 when If-None-Match brings the ETag of a drawing that still holds. {SoFar}")
            .Produces<Stream>(contentType: "image/svg+xml", additionalContentTypes: "image/png")
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(400, 404, 503);
        return api;
    }

    private static async Task<IResult> GetAsync(string name, HttpContext context, ResultsDesk desk, CancellationToken cancellation, bool fresh = false) =>
        Tagged.Bytes(context, (await desk.GetAsync(name, fresh, cancellation)).Summary, "application/json; charset=utf-8");

    private static async Task<Ok<IReadOnlyList<FigureListing>>> ListAsync(string name, ResultsDesk desk, CancellationToken cancellation, bool fresh = false)
    {
        var results = await desk.GetAsync(name, fresh, cancellation);
        return TypedResults.Ok<IReadOnlyList<FigureListing>>(
            [.. results.Figures.Select(figure => new FigureListing(figure.Name, figure.Title, figure.Description, Address(name, figure, FigureFormat.Svg), Address(name, figure, FigureFormat.Png)))]);
    }

    private static async Task<IResult> DrawAsync(
        string name, string figure, string format, HttpContext context, ResultsDesk desk, CancellationToken cancellation, string theme = "light", bool fresh = false)
    {
        var (drawn, paper) = (FormatOf(format), ThemeOf(theme));
        if (!FigureGallery.Names.Contains(figure))
            throw RefusedException.NotFound($"There is no figure '{figure}'; the figures are {string.Join(", ", FigureGallery.Names)}.");

        var results = await desk.GetAsync(name, fresh, cancellation);
        var found = results.Figures.FirstOrDefault(item => item.Name == figure)
            ?? throw RefusedException.NotFound($"The sweep '{name}' has nothing that a {figure} figure would show; it has {string.Join(", ", results.Figures.Select(item => item.Name))}.");
        return Tagged.Bytes(context, results.Draw(found, drawn, paper), drawn == FigureFormat.Png ? "image/png" : "image/svg+xml");
    }

    private static string Address(string sweep, Figure figure, FigureFormat format) =>
        $"/api/sweeps/{Uri.EscapeDataString(sweep)}/figures/{figure.Name}.{format.ToString().ToLowerInvariant()}";

    private static FigureFormat FormatOf(string format) => format switch
    {
        "svg" => FigureFormat.Svg,
        "png" => FigureFormat.Png,
        _ => throw RefusedException.NotFound($"A figure is drawn as svg or as png, not as '{format}'."),
    };

    private static FigureTheme ThemeOf(string theme) => theme switch
    {
        "light" => FigureTheme.Light,
        "dark" => FigureTheme.Dark,
        _ => throw new RefusedException(StatusCodes.Status400BadRequest, $"theme must be light or dark, not '{theme}'."),
    };
}
