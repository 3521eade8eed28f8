using System.Globalization;
using System.Text;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Routing;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Documents;

/// <summary>An error of the login service.</summary>
internal sealed record LoginErrorRow(string Name, int Status, string Error, string Text, Provenance Provenance, string Source);

/// <summary>docs/fidelity.md, rendered from the routes, the catalogue and the rules: house 7. A test compares the two.</summary>
internal sealed class FidelityPage(EndpointDataSource endpoints, EdmModel model, IReadOnlyList<LoginErrorRow> loginErrors)
{
    public string Render()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # What is emulated, and how sure we are

            This page is rendered by the server (`/_mock/fidelity`) from its own routes, errors and rules; a test keeps the file equal to it.

            | Tag | Meaning |
            |---|---|
            | [D] | documented by the vendor, or in the vendor's published metadata |
            | [O] | observed on the wire, in a public report, or relied on by a client that works against the service |
            | [I] | unknown: our choice. Do not take it as proof of what the service does |

            ## Operations

            | Id | Request | Operation | Source | Emulated | Note |
            |---|---|---|---|---|---|

            """);
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
            AppendOperation(page, route);
        AppendTypes(page);
        AppendErrors(page);
        AppendLoginService(page);
        AppendRules(page);
        AppendTable(page, "Choices where the service's behaviour is unknown [I]", ("Question", "Choice"), Decisions.All);
        AppendTable(page, "Choices in judging policies [I]", ("Question", "Choice"), PolicyDecisions.All);
        AppendTable(page, "Rules that are not enforced", ("Rule", "Why"), PolicyDecisions.NotEnforced);
        AppendTable(page, "Mistakes that pass", ("Mutation of a good policy", "Why"), PolicyDecisions.UndetectedMutations);
        AppendTable(page, "Documented codes about keys that are never given", ("Code", "Why"), UnusedErrorCodes.All.Select(code => ($"`{code.Code}`", code.Why)));
        AppendTable(page, "Accepted, and without effect", ("What", "Why"), Decisions.AcceptedWithoutEffect);
        page.Append(
            """

            ## Refused by name

            The query options `$format`, `$apply`, `$compute` and `$deltatoken`; in `$filter` and `$orderby` paths, lambdas, arithmetic, `has` and
            functions other than `startswith`, `endswith` and `contains`; in `$select` and `$expand` paths and what stands in parentheses; an
            option that the operation does not take, and whatever else begins with a dollar sign; and the operations marked
            *no* above. All options may be written without the dollar sign. A query parameter that is no option is ignored, as the service does.

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
        page.Append("\n## Types, as `/beta/$metadata` declares them\n\n| Type | What it has |\n|---|---|\n");
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
        page.Append("\n## Errors\n\n| Name | Status | Code | Message | Stands in |\n|---|---|---|---|---|\n");
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
        page.Append("\n## Addresses of the login service\n\n| Address | What is there | Source |\n|---|---|---|\n");
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<NonGraphEndpointMetadata>() is { Purpose: { } purpose, Provenance: var provenance })
                page.Append(CultureInfo.InvariantCulture, $"| `{FormatPath(route)}` | {purpose} | {FormatTag(provenance)} |\n");
        }

        page.Append("\n## Login errors\n\n| Name | Status | Error | Text | Stands in |\n|---|---|---|---|---|\n");
        foreach (var row in loginErrors)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Status} | `{row.Error}` | `{ToSingleLine(row.Text)}` {FormatTag(row.Provenance)} | {row.Source} |\n");
        }
    }

    private static void AppendRules(StringBuilder page)
    {
        page.Append("\n## Rules for policies, in the order in which they are asked\n\n| Rule | Stage | Message | Stands in |\n|---|---|---|---|\n");
        foreach (var rule in PolicyValidator.Rules)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Name} | {rule.Stage} | `{ToSingleLine(rule.MessageTemplate)}` {FormatTag(rule.Provenance)} | {rule.Source} |\n");
        }
    }

    private static void AppendTable(
        StringBuilder page, string title, (string Left, string Right) head, IEnumerable<(string Left, string Right)> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {head.Left} | {head.Right} |\n|---|---|\n");
        foreach (var (left, right) in rows)
            page.Append(CultureInfo.InvariantCulture, $"| {left} | {right} |\n");
    }

    private static string FormatTag(Provenance provenance) => $"[{provenance.ToString()[0]}]";

    private static string ToSingleLine(string text) => text
        .Replace("\n", " ", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("{{", "{", StringComparison.Ordinal)
        .Replace("}}", "}", StringComparison.Ordinal);
}
