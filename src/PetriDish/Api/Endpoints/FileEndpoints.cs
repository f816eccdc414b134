using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/files</c>.</summary>
internal static class FileEndpoints
{
    private const int LargestPage = 10_000;

    private static readonly string[] Purposes = [FilePurposes.FineTune, FilePurposes.Batch];

    public static WebApplication MapFiles(this WebApplication app)
    {
        app.MapPost("/v1/files", UploadAsync);
        app.MapGet("/v1/files", (FileStore files, string? after, int? limit, string? purpose) =>
        {
            var wanted = files.List().Where(f => purpose is null || f.Purpose == purpose).Select(FileBody.Of);
            return Results.Json(Paging.Page(wanted, f => f.Id, after, limit, LargestPage, LargestPage), ApiJson.Wire.ListBodyFileBody);
        });
        app.MapGet("/v1/files/{id}", (string id, FileStore files) => Results.Json(FileBody.Of(files.Get(id)), ApiJson.Wire.FileBody));
        app.MapGet("/v1/files/{id}/content", (string id, FileStore files) => Results.Stream(files.Open(id), "application/octet-stream", files.Get(id).Name));
        app.MapDelete("/v1/files/{id}", (string id, FileStore files) =>
        {
            files.Delete(id);
            return Results.Json(new DeletedBody(id, "file"), ApiJson.Wire.DeletedBody);
        });
        return app;
    }

    private static async Task<IResult> UploadAsync(HttpRequest request, FileStore files)
    {
        if (!request.HasFormContentType)
            throw RefusedException.Invalid("Upload a file as multipart/form-data with the fields 'file' and 'purpose'.", null);
        var form = await ReadFormAsync(request).ConfigureAwait(false);
        var purpose = form["purpose"].ToString();
        if (!Purposes.Contains(purpose))
            throw RefusedException.Invalid($"PetriDish takes files with the purpose '{string.Join("' or '", Purposes)}', not '{purpose}'.", "purpose");
        var file = form.Files.GetFile("file")
            ?? throw RefusedException.Invalid("The form has no file in its field 'file'.", "file", "missing_required_parameter");
        using var content = file.OpenReadStream();
        return Results.Json(FileBody.Of(files.Add(content, Path.GetFileName(file.FileName), purpose)), ApiJson.Wire.FileBody);
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            throw RefusedException.Invalid($"The form cannot be read: {wrong.Message}", "file", "invalid_form");
        }
    }
}
