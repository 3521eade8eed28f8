using System.Globalization;
using Microsoft.OpenApi;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>A handler's parameter: which exchanges are wanted, as the query string says.</summary>
/// <param name="Since">Only later ones than the one of this number.</param>
/// <param name="Limit">Of those that are left, so many of the newest.</param>
/// <param name="HasWarnings">Null for both kinds.</param>
internal sealed record JournalFilter(ExchangePattern Pattern, long? Since, int Limit, bool? HasWarnings, ControlProblem? Refusal)
    : IValidatedArgument, IBindableFromHttpContext<JournalFilter>
{
    private const int DefaultLimit = 1000;

    private static readonly (string Name, string Description)[] Parameters =
    [
        ("operation", "Its number, as `P4`, its name, or the login service's path, as `oauth2/v2.0/token`."),
        ("id", "The id of the policy or the key set."),
        ("method", "The HTTP method."),
        ("path", "The path; `*` stands for anything."),
        ("client", "The client's id."),
        ("status", "`404`, or `4xx`."),
        ("code", "The code of the refusal."),
        ("since", "Only exchanges after the one of this number."),
        ("limit", "At most so many, the newest; 1000 unless said."),
        ("warnings", "`true`: only those with a warning; `false`: only those without."),
    ];

    public static ValueTask<JournalFilter?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter)
    {
        var query = context.Request.Query;
        string? Asked(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        var (status, since, limit, warnings) = (Asked("status"), Asked("since"), Asked("limit"), Asked("warnings"));
        var filter = new JournalFilter(
            new ExchangePattern
            {
                Operation = Asked("operation"),
                Id = Asked("id"),
                Method = Asked("method"),
                Path = Asked("path"),
                Client = Asked("client"),
                Code = Asked("code"),
                Status = status is null ? null : StatusPattern.Read(status),
            },
            long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            limit is null ? DefaultLimit : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 0,
            bool.TryParse(warnings, out var wanted) ? wanted : null,
            Refusal: null);
        var wrong = query.Keys.FirstOrDefault(name => !Array.Exists(Parameters, known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } stranger
                ? $"There is no filter '{stranger}'. There are {string.Join(", ", Parameters.Select(known => known.Name))}."
            : status is not null && filter.Pattern.Status is null ? $"'{status}' is no status. Write 404 or 4xx."
            : since is not null && filter.Since is null ? $"'{since}' is no number of an exchange. Write the number of the last one that you have."
            : filter.Limit < 1 ? $"'{limit}' is no limit. Write a number from 1."
            : warnings is not null && filter.HasWarnings is null ? $"'{warnings}' is neither true nor false."
            : null;
        return ValueTask.FromResult<JournalFilter?>(wrong is null ? filter : filter with { Refusal = ControlProblem.BadRequest(wrong) });
    }

    /// <summary>Oldest first.</summary>
    /// <param name="matching">How many there are, whatever the limit.</param>
    public IReadOnlyList<JournalEntry> Apply(RequestJournal log, TenantId scope, out int matching)
    {
        List<JournalEntry> wanted = [.. log.List(scope).Where(Matches)];
        matching = wanted.Count;
        return [.. wanted.TakeLast(Limit)];
    }

    public bool Matches(JournalEntry entry) =>
        (Since is null || entry.Number > Since) && (HasWarnings is null || HasWarnings == entry.Warnings.Count > 0) && Pattern.Matches(entry);

    /// <summary>Tells readers of the document what can be asked: the binding is our own, so nobody else knows.</summary>
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
