using EmergentMisalignment.Console.Documentation;
using EmergentMisalignment.Console.Sweeps;

namespace EmergentMisalignment.Console.Reports;

/// <summary>A sweep's report.</summary>
internal static class ReportEndpoints
{
    public static RouteGroupBuilder MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/sweeps/{name}/report.zip", GetAsync)
            .WithTags("sweeps")
            .WithSummary("Makes a sweep's report, of what is there so far")
            .WithDescription("A zip of report.html, its figures as .svg and .png, summary.json, manifest.json and answers.parquet. Model outputs in answers.parquet may be disturbing.")
            .Produces<Stream>(contentType: "application/zip")
            .WithProblems(404, 503);
        return api;
    }

    private static async Task<IResult> GetAsync(string name, HttpContext context, SweepViews views, ReportZip reports, CancellationToken cancellation)
    {
        var sweep = await views.RecordAsync(name, cancellation);
        var command = $"em report {sweep.Name} --server {context.Request.Scheme}://{context.Request.Host}";
        return TypedResults.Stream(await reports.MakeAsync(sweep.Name, command, cancellation), "application/zip", $"{sweep.Name}.zip");
    }
}
