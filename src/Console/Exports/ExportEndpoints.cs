using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Console.Exports;

/// <summary>A sweep in the formats that other programs read.</summary>
internal static class ExportEndpoints
{
    public static RouteGroupBuilder MapExports(this RouteGroupBuilder api)
    {
        api.MapGet("/sweeps/{name}/exports/{format}", GetAsync)
            .WithTags("sweeps")
            .WithSummary("Writes a sweep in the format of another program, of what is there so far")
            .WithDescription(
                $"""
                The format is one of {string.Join(", ", ExportFormats.Names)}. `csv` and `jsonl` have the columns of the published result files, and ours after them; `raw=true` leaves the
                texts of a CSV as they are, where otherwise an apostrophe stands before what a spreadsheet would run as a formula. `figure` is the figure of `svg` and `png`:
                one of {string.Join(", ", FigureGallery.Names)}, the first one where it is left out. `eval` is a zip of logs for Inspect; `bundle` holds all that the report follows from.
                Model outputs in answers may be disturbing.
                """)
            .Produces<Stream>(contentType: "application/octet-stream")
            .WithProblems(400, 404, 503);
        return api;
    }

    private static async Task<IResult> GetAsync(string name, string format, SweepViews views, ExportFiles exports, CancellationToken cancellation, bool raw = false, string figure = "misalignment")
    {
        var chosen = ExportFormats.Find(format) ?? throw RefusedException.NotFound($"There is no export '{format}'; the formats are {string.Join(", ", ExportFormats.Names)}.");
        var options = new ExportOptions { Raw = raw, Figure = FigureOf(figure) };
        var sweep = await views.RecordAsync(name, cancellation);
        return TypedResults.Stream(await exports.MakeAsync(sweep.Name, chosen, options, cancellation), ExportFormats.MediaType(chosen), sweep.Name + ExportFormats.Extension(chosen));
    }

    private static ExportFigure FigureOf(string name) =>
        Enum.GetValues<ExportFigure>().Select(figure => (ExportFigure?)figure).FirstOrDefault(figure => figure.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException(StatusCodes.Status400BadRequest, $"There is no figure '{name}'; there are {string.Join(", ", FigureGallery.Names)}.");
}
