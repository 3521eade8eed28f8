using System.Globalization;
using System.Reflection;
using Microsoft.OpenApi;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A handler parameter: the filter in the query string.</summary>
/// <param name="Since">Only entries with a higher number.</param>
/// <param name="Limit">The maximum number of entries. The newest are returned.</param>
/// <param name="HasWarnings">Null for entries with and without warnings.</param>
internal sealed record JournalFilter(ExchangePattern Pattern, long? Since, int Limit, bool? HasWarnings, ControlProblem? Refusal)
    : IValidatedArgument, IBindableFromHttpContext<JournalFilter>
{
    private const int DefaultLimit = 1000;

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["operation"] = "The operation's number (`P4`) or name, the path of a login endpoint (`oauth2/v2.0/token`), or `Login` for all login endpoints.",
        ["id"] = "The ID of the policy or key set.",
        ["method"] = "The HTTP method.",
        ["path"] = "The path. `*` matches any characters.",
        ["client"] = "The client ID.",
        ["status"] = "A status code (`404`) or a class of status codes (`4xx`).",
        ["code"] = "The error code of the response.",
        ["since"] = "Returns only entries with a higher number.",
        ["limit"] = "The maximum number of entries. The newest are returned. The default is 1000.",
        ["warnings"] = "`true` for entries with a warning only, `false` for entries without a warning only.",
    };

    public static ValueTask<JournalFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        string? Get(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var (status, since, limit, warnings) = (Get("status"), Get("since"), Get("limit"), Get("warnings"));
        var filter = new JournalFilter(
            new ExchangePattern
            {
                Operation = Get("operation"),
                Id = Get("id"),
                Method = Get("method"),
                Path = Get("path"),
                Client = Get("client"),
                Code = Get("code"),
                Status = status is null ? null : StatusPattern.Read(status),
            },
            long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            limit is null ? DefaultLimit : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var maximum) ? maximum : 0,
            bool.TryParse(warnings, out var hasWarnings) ? hasWarnings : null,
            Refusal: null);
        var error = query.Keys.FirstOrDefault(name => !Parameters.ContainsKey(name)) is { } unknown
                ? $"Unknown filter '{unknown}'. Use {string.Join(", ", Parameters.Keys)}."
            : status is not null && filter.Pattern.Status is null ? $"'{status}' is not a status. Use a status code (404) or a class of status codes (4xx)."
            : since is not null && filter.Since is null ? $"'{since}' is not the number of an entry. Use the number of the last entry that you have."
            : filter.Limit < 1 ? $"'{limit}' is not a limit. Use a number greater than 0."
            : context.RequestServices.GetRequiredService<KnownOperations>().GetError(filter.Pattern.Operation) is { } unknownOperation ? unknownOperation
            : warnings is not null && filter.HasWarnings is null ? $"'{warnings}' is not a value of 'warnings'. Use true or false."
            : null;
        return ValueTask.FromResult<JournalFilter?>(error is null ? filter : filter with { Refusal = ControlProblem.BadRequest(error) });
    }

    /// <summary>Finds the newest matching entries within the limit.</summary>
    public async ValueTask<MatchingEntries> FindAsync(RequestJournal journal, TenantId scope, CancellationToken cancellationToken)
    {
        var (count, newest) = (0, new Queue<long>());
        await foreach (var entry in journal.ReadAsync(scope, cancellationToken).Where(Matches))
        {
            count++;
            newest.Enqueue(entry.Number);
            if (newest.Count > Limit)
                newest.Dequeue();
        }

        return new MatchingEntries(journal, scope, count, newest.ToHashSet());
    }

    public bool Matches(JournalEntry entry) =>
        (Since is null || entry.Number > Since) && (HasWarnings is null || HasWarnings == entry.Warnings.Count > 0) && Pattern.Matches(entry);

    /// <summary>Adds the query parameters to the operation. The framework does not know them, because the binding is custom.</summary>
    public static Task DescribeParametersAsync(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        foreach (var (name, description) in Parameters)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// The entries that a filter found. They are read a few at a time, so that a slow client keeps none in memory that the journal has removed. An entry that is
/// removed before it is read is omitted.
/// </summary>
/// <param name="Count">The number of all matching entries, of which these are the newest.</param>
internal sealed record MatchingEntries(RequestJournal Journal, TenantId Scope, int Count, IReadOnlySet<long> Numbers)
{
    /// <summary>Oldest first.</summary>
    public IAsyncEnumerable<JournalEntry> ReadAsync() => Journal.ReadAsync(Scope).Where(entry => Numbers.Contains(entry.Number));
}
