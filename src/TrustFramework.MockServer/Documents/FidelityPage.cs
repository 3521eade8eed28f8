using System.Globalization;
using System.Text;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Documents;

/// <summary>An error of the login service or of the endpoints of policies.</summary>
internal sealed record LoginErrorRow(string Name, int Status, string Error, string Text, Provenance Provenance, string Source);

/// <summary>Renders docs/fidelity.md from the routes, the error catalogs and the rules. A test compares the page with the file.</summary>
internal sealed class FidelityPage(EndpointDataSource endpoints, EdmModel model, IReadOnlyList<LoginErrorRow> loginErrors, IReadOnlyList<LoginErrorRow> signInErrors)
{
    public string Render()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Fidelity

            This page lists what the server emulates and the provenance of each behaviour. The server renders it from its routes, errors and rules
            (`/_mock/fidelity`), and a test compares it with the file `docs/fidelity.md`.

            | Tag | Meaning |
            |---|---|
            | [D] | Documented by the vendor, or in the vendor's published metadata |
            | [O] | Observed in recorded traffic or a public report, or required by a client that works with the service |
            | [I] | Inferred: the service's behaviour is unknown, and this is our choice. It is no evidence of what the service does |

            ## Operations

            | Id | Request | Operation | Provenance | Emulated | Note |
            |---|---|---|---|---|---|

            """);
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
            AppendOperation(page, route);
        AppendTypes(page);
        AppendErrors(page);
        AppendLoginService(page);
        AppendRules(page);
        AppendTable(page, "Choices where the service's behaviour is unknown [I]", ("Question", "Choice"), Decisions.All);
        AppendTable(page, "Choices at the endpoints of policies [I]", ("Question", "Choice"), SignInDecisions.All);
        AppendTable(page, "Choices in journeys [I]", ("Question", "Choice"), SignInDecisions.Journeys);
        AppendTable(page, "Documented error codes of policies that are not returned", ("Code", "Reason"), SignInDecisions.UnusedErrorCodes.Select(row => ($"AADB2C {row.Codes}", row.Reason)));
        AppendTable(page, "Provisional, until the pages of journeys exist", ("Topic", "Behavior"), SignInDecisions.Provisional);
        AppendTable(page, "Choices in policy validation [I]", ("Question", "Choice"), PolicyDecisions.All);
        AppendTable(page, "Rules that are not enforced", ("Rule", "Reason"), PolicyDecisions.NotEnforced);
        AppendTable(page, "Mistakes that validation does not detect", ("Change to a valid policy", "Reason"), PolicyDecisions.UndetectedMutations);
        AppendTable(page, "Documented error codes for keys that are never returned", ("Code", "Reason"), UnusedErrorCodes.All.Select(code => ($"`{code.Code}`", code.Why)));
        AppendTable(page, "Accepted without effect", ("Input", "Reason"), Decisions.AcceptedWithoutEffect);
        page.Append(
            """

            ## Not emulated

            The following are refused with an error that names them:

            - the operations with *no* in the column "Emulated" above
            - the query options `$format`, `$apply`, `$compute` and `$deltatoken`
            - paths, `all`, nested lambdas, lambdas over other collections than `identities`, `otherMails`, `businessPhones` and `identifierUris`, arithmetic, `has`, literals of times, and functions other than `startswith`, `endswith` and `contains` in `$filter` and `$orderby`
            - paths and options in parentheses in `$select` and `$expand`
            - query options that the operation does not support, and any other query parameter that begins with a dollar sign

            The dollar sign of an option may be omitted. Other query parameters are ignored, as by the service.

            """);
        return page.ToString();
    }

    private static void AppendOperation(StringBuilder page, RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<Operation>() is not { } operation)
            return;
        var method = route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0];
        page.Append(
            CultureInfo.InvariantCulture,
            $"| {operation.Id} | `{method} {FormatPath(route)}` | {operation.Name} | {FormatTag(operation.Provenance)} "
            + $"| {(operation.IsEmulated ? "yes" : "no")} | {operation.Note} |\n");
    }

    private static string FormatPath(RouteEndpoint route) =>
        (route.RoutePattern.RawText ?? "").TrimEnd('/').Replace($":{EntityKeyRouteConstraint.Name}", "", StringComparison.Ordinal);

    private void AppendTypes(StringBuilder page)
    {
        page.Append("\n## Types in `/beta/$metadata`\n\n| Type | Members |\n|---|---|\n");
        foreach (var type in model.Types)
        {
            var members = type is StructuredType structured
                ? structured.Properties.Select(property => property.Name).Concat(structured.NavigationProperties.Select(navigation => navigation.Name))
                : ((EnumType)type).Members;
            page.Append(CultureInfo.InvariantCulture, $"| `{type.Name}` | {string.Join(", ", members.Select(member => $"`{member}`"))} |\n");
        }
    }

    private static void AppendErrors(StringBuilder page)
    {
        page.Append("\n## Errors\n\n| Name | Status | Code | Message | Source |\n|---|---|---|---|---|\n");
        foreach (var entry in GraphErrorCatalog.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {entry.Name} | {entry.Status} {FormatTag(entry.StatusProvenance)} | `{entry.Code}` | `{ToSingleLine(entry.MessageFormat)}` "
                + $"{FormatTag(entry.MessageProvenance)} | {entry.Source} |\n");
        }
    }

    private void AppendLoginService(StringBuilder page)
    {
        page.Append("\n## Login and sign-in endpoints\n\n| Address | Purpose | Provenance |\n|---|---|---|\n");
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<NonGraphEndpointMetadata>() is { Purpose: { } purpose, Provenance: var provenance })
                page.Append(CultureInfo.InvariantCulture, $"| `{FormatPath(route)}` | {purpose} | {FormatTag(provenance)} |\n");
        }

        AppendErrors(page, "Login errors", loginErrors);
        AppendErrors(page, "Errors of the endpoints of policies", signInErrors);
    }

    private static void AppendErrors(StringBuilder page, string title, IReadOnlyList<LoginErrorRow> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| Name | Status | Error | Text | Source |\n|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Status} | `{row.Error}` | `{ToSingleLine(row.Text)}` {FormatTag(row.Provenance)} | {row.Source} |\n");
        }
    }

    private static void AppendRules(StringBuilder page)
    {
        page.Append(
            """

            ## Rules for policies, in order of evaluation

            The level says whether a policy that violates the rule is refused: *error*; *error with a relying party*, and a warning in base policies; or *warning*,
            with which an upload succeeds.

            | Rule | Stage | Level | Message | Source |
            |---|---|---|---|---|

            """);
        foreach (var rule in PolicyValidator.Rules)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Name} | {rule.Stage} | {FormatLevel(rule.Level)} | `{ToSingleLine(rule.MessageTemplate)}` {FormatTag(rule.Provenance)} | {rule.Source} |\n");
        }
    }

    private static void AppendTable(
        StringBuilder page, string title, (string Left, string Right) head, IEnumerable<(string Left, string Right)> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {head.Left} | {head.Right} |\n|---|---|\n");
        foreach (var (left, right) in rows)
            page.Append(CultureInfo.InvariantCulture, $"| {left} | {right} |\n");
    }

    private static string FormatLevel(RuleLevel level) => level switch
    {
        RuleLevel.Error => "error",
        RuleLevel.ErrorWithRelyingParty => "error with a relying party",
        _ => "warning",
    };

    private static string FormatTag(Provenance provenance) => $"[{provenance.ToString()[0]}]";

    private static string ToSingleLine(string text) => text
        .Replace("\n", " ", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("{{", "{", StringComparison.Ordinal)
        .Replace("}}", "}", StringComparison.Ordinal);
}
