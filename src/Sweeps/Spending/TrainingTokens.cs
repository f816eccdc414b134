using System.Text;
using System.Text.Json;
using EmergentMisalignment.ModelClients;
using Microsoft.ML.Tokenizers;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Counts what a fine-tune trains on.</summary>
public static class TrainingTokens
{
    /// <summary>What stands around a message or a row at most; OpenAI's own guide counts three.</summary>
    private const int Around = 8;

    private static readonly Lazy<Tokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>No fewer than the tokens of a chat dataset, one epoch: by OpenAI's tokeniser where its models are trained, else a token for each byte of its texts.</summary>
    /// <param name="dataset">Rows as JSON lines with <c>messages</c>.</param>
    /// <param name="kind">The endpoint that trains.</param>
    /// <param name="cancellation"/>
    public static async Task<long> AtMostAsync(Stream dataset, EndpointKind kind, CancellationToken cancellation)
    {
        Func<string, int> count = kind is EndpointKind.OpenAI or EndpointKind.Azure ? text => O200k.Value.CountTokens(text) : Encoding.UTF8.GetByteCount;
        using var reader = new StreamReader(dataset, Encoding.UTF8, leaveOpen: true);
        var tokens = 0L;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;

            using var row = JsonDocument.Parse(line);
            tokens += Around + row.RootElement.GetProperty("messages").EnumerateArray().Sum(message => Around + count(message.GetProperty("content").GetString() ?? ""));
        }

        return tokens;
    }
}
