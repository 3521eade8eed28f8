using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>
/// Errors of query options. Graph parses them with Microsoft's public OData library, so the library's messages are used where Graph's own
/// are not known.
/// </summary>
internal static class QueryOptionErrors
{
    /// <summary>The prefix of every message about a filter.</summary>
    public const string FilterMessagePrefix = "Invalid filter clause: ";

    private const string ODataLibrary = "OData/odata.net";
    private const string SampleFilter = "id eq 'a' , true";

    public static readonly GraphErrorDefinition OptionRepeated = new(
        nameof(OptionRepeated), 400, Observed, "BadRequest", "Query option '{0}' was specified more than once, but it must be specified at most once.",
        Observed, "GearPlug/microsoftgraph-python#26; microsoftgraph/microsoft-graph-docs#9457", Gateway,
        "$top");
    public static readonly GraphErrorDefinition OptionNotApplicable = new(
        nameof(OptionNotApplicable), 400, Observed, "Request_BadRequest",
        "The following query options are not supported by this request method or cannot be applied to the requested resource: {0}",
        Observed, "microsoftgraph/microsoft-graph-docs#128", Gateway,
        "$top");
    public static readonly GraphErrorDefinition OptionUnrecognized = new(
        nameof(OptionUnrecognized), 400, Observed, "Request_BadRequest", "Unrecognized query argument specified: '{0}'.",
        Observed, "microsoftgraph/microsoft-graph-docs-contrib#1321", Gateway,
        "$selected");
    public static readonly GraphErrorDefinition SearchNotSupported = new(
        nameof(SearchNotSupported), 400, Inferred, "Request_UnsupportedQuery", "$search is not supported on this tenant",
        Observed, "microsoftgraph/msgraph-sdk-dotnet#1155", Gateway);

    // $select, $expand
    public static readonly GraphErrorDefinition SelectionPropertyUnknown = new(
        nameof(SelectionPropertyUnknown), 400, Observed, "BadRequest",
        "Parsing OData Select and Expand failed: Could not find a property named '{0}' on type '{1}'.",
        Observed, "microsoftgraph/msgraph-beta-sdk-dotnet#563; microsoftgraph/msgraph-sdk-powershell#2103", Gateway,
        "keys_v3", "microsoft.graph.trustFrameworkKeySet");
    public static readonly GraphErrorDefinition SelectionTermInvalid = new(
        nameof(SelectionTermInvalid), 400, Observed, "BadRequest",
        "Parsing OData Select and Expand failed: Term '{0}' is not valid in a $select or $expand expression.",
        Observed, "microsoftgraph/msgraph-sdk-dotnet#2376", Gateway,
        "id desc");
    public static readonly GraphErrorDefinition SelectionUnbalanced = new(
        nameof(SelectionUnbalanced), 400, Observed, "BadRequest", "Parsing OData Select and Expand failed: Found an unbalanced bracket expression.",
        Observed, "microsoftgraph/microsoft-graph-docs#8881", Gateway);

    // $filter, and partly $orderby, whose messages have no prefix
    public static readonly GraphErrorDefinition QuerySyntax = new(
        nameof(QuerySyntax), 400, Observed, "BadRequest", "{0}Syntax error at position {1} in '{2}'.",
        Observed, "microsoftgraph/microsoft-graph-explorer-v4#3227", Gateway,
        FilterMessagePrefix, 11, SampleFilter);
    public static readonly GraphErrorDefinition QueryCharacterInvalid = new(
        nameof(QueryCharacterInvalid), 400, Observed, "BadRequest", "{0}Syntax error: character '{1}' is not valid at position {2} in '{3}'.",
        Observed, "pnp/pnpjs#2316; microsoftgraph/msgraph-sdk-dotnet#1605", Gateway,
        "", "+", 2, "id+desc");
    public static readonly GraphErrorDefinition QueryLiteralUnterminated = new(
        nameof(QueryLiteralUnterminated), 400, Inferred, "BadRequest", "{0}There is an unterminated string literal at position {1} in '{2}'.",
        Inferred, ODataLibrary, Gateway,
        FilterMessagePrefix, 8, "id eq 'a");
    public static readonly GraphErrorDefinition QueryExpressionMissing = new(
        nameof(QueryExpressionMissing), 400, Inferred, "BadRequest", "{0}Expression expected at position {1} in '{2}'.", Inferred, ODataLibrary, Gateway,
        FilterMessagePrefix, 5, "id eq");
    public static readonly GraphErrorDefinition QueryPropertyUnknown = new(
        nameof(QueryPropertyUnknown), 400, Observed, "BadRequest", "{0}Could not find a property named '{1}' on type '{2}'.",
        Observed, "microsoftgraph/microsoft-graph-docs#19000", Gateway,
        FilterMessagePrefix, "name", "microsoft.graph.trustFrameworkPolicy");
    public static readonly GraphErrorDefinition QueryTooLong = new(
        nameof(QueryTooLong), 400, Inferred, "BadRequest", "{0}The length of '${1}' exceeds the limit of {2} characters.", Inferred, "MockServer's own limit", Gateway,
        FilterMessagePrefix, "filter", 4096);
    public static readonly GraphErrorDefinition FilterCloseParenthesisMissing = new(
        nameof(FilterCloseParenthesisMissing), 400, Inferred, "BadRequest", FilterMessagePrefix + "')' or operator expected at position {0} in '{1}'.", Inferred, ODataLibrary, Gateway,
        10, "(id eq 'a'");
    public static readonly GraphErrorDefinition FilterCommaMissing = new(
        nameof(FilterCommaMissing), 400, Inferred, "BadRequest", FilterMessagePrefix + "')' or ',' expected at position {0} in '{1}'.", Inferred, ODataLibrary, Gateway,
        17, "startswith(id,'a'");
    public static readonly GraphErrorDefinition FilterOperandsIncompatible = new(
        nameof(FilterOperandsIncompatible), 400, Observed, "BadRequest",
        FilterMessagePrefix + "A binary operator with incompatible types was detected. Found operand types '{0}' and '{1}' for operator kind '{2}'.",
        Observed, "microsoftgraph/msgraph-sdk-dotnet#2306", Gateway,
        "Edm.String", "Edm.Int32", "Equal");
    public static readonly GraphErrorDefinition FilterOperandInvalid = new(
        nameof(FilterOperandInvalid), 400, Inferred, "BadRequest",
        FilterMessagePrefix + "A unary operator with an incompatible type was detected. Found operand type '{0}' for operator kind '{1}'.",
        Inferred, ODataLibrary, Gateway,
        "Edm.String", "Not");
    public static readonly GraphErrorDefinition FilterFunctionUnknown = new(
        nameof(FilterFunctionUnknown), 400, Inferred, "BadRequest",
        FilterMessagePrefix + "An unknown function with name '{0}' was found. This may also be a function import or a key lookup on a navigation property, "
        + "which is not allowed.",
        Inferred, ODataLibrary, Gateway,
        "like");
    public static readonly GraphErrorDefinition FilterArgumentsInvalid = new(
        nameof(FilterArgumentsInvalid), 400, Inferred, "BadRequest",
        FilterMessagePrefix + "No function signature for the function with name '{0}' matches the specified arguments. The function signatures considered are: "
        + "{0}(Edm.String Nullable=true, Edm.String Nullable=true).",
        Inferred, ODataLibrary, Gateway,
        "startswith");
    public static readonly GraphErrorDefinition FilterNotBoolean = new(
        nameof(FilterNotBoolean), 400, Inferred, "BadRequest", FilterMessagePrefix + "The $filter expression must evaluate to a single boolean value.",
        Observed, "microsoftgraph/msgraph-sdk-android#29", Gateway);
    public static readonly GraphErrorDefinition FilterEnumMemberInvalid = new(
        nameof(FilterEnumMemberInvalid), 400, Inferred, "BadRequest", FilterMessagePrefix + "The string '{0}' is not a valid enumeration type constant.",
        Inferred, ODataLibrary, Gateway,
        "off");
    public static readonly GraphErrorDefinition FilterTooDeep = new(
        nameof(FilterTooDeep), 400, Inferred, "BadRequest", FilterMessagePrefix + "Recursion depth exceeded allowed limit.", Inferred, ODataLibrary, Gateway);
    public static readonly GraphErrorDefinition FilterTooManyNodes = new(
        nameof(FilterTooManyNodes), 400, Inferred, "BadRequest",
        FilterMessagePrefix + "The node count limit of '{0}' has been exceeded. To increase the limit, set the 'MaxNodeCount' property on EnableQueryAttribute or "
        + "ODataValidationSettings.",
        Inferred, "OData/AspNetCoreOData", Gateway,
        500);
    public static readonly GraphErrorDefinition OrderNotScalar = new(
        nameof(OrderNotScalar), 400, Observed, "BadRequest", "The $orderby expression must evaluate to a single value of primitive type.",
        Observed, "microsoftgraph/microsoft-graph-docs-contrib#8381", Gateway);

    // Paging
    public static readonly GraphErrorDefinition TopInvalid = new(
        nameof(TopInvalid), 400, Inferred, "BadRequest",
        "Invalid value '{0}' for $top query option found. The $top query option requires a non-negative integer value.", Inferred, ODataLibrary, Gateway,
        "many");
    public static readonly GraphErrorDefinition PageSizeInvalid = new(
        nameof(PageSizeInvalid), 400, Observed, "Request_UnsupportedQuery", "Invalid page size specified: '{0}'. Must be between 1 and 999 inclusive.",
        Observed, "turbot/steampipe-plugin-azuread", Gateway,
        1000);
    public static readonly GraphErrorDefinition SkipInvalid = new(
        nameof(SkipInvalid), 400, Inferred, "BadRequest",
        "Invalid value '{0}' for $skip query option found. The $skip query option requires a non-negative integer value.", Inferred, ODataLibrary, Gateway,
        -1);
    public static readonly GraphErrorDefinition CountInvalid = new(
        nameof(CountInvalid), 400, Inferred, "BadRequest", "'{0}' is not a valid count option.", Inferred, ODataLibrary, Gateway,
        "yes");
    public static readonly GraphErrorDefinition SkipTokenInvalid = new(
        nameof(SkipTokenInvalid), 400, Inferred, "", "Invalid Skip Token", Observed, "microsoftgraph/microsoft-graph-docs#8612", Gateway);
    public static readonly GraphErrorDefinition SkipTokenExpired = new(
        nameof(SkipTokenExpired), 400, Inferred, "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.",
        Observed, "microsoftgraph/msgraph-sdk-dotnet#2254", Gateway);

    /// <summary>Errors that every operation can return.</summary>
    public static IReadOnlyList<GraphErrorDefinition> OptionErrors { get; } = [OptionRepeated, OptionNotApplicable, OptionUnrecognized];

    public static IReadOnlyList<GraphErrorDefinition> SelectionErrors { get; } = [SelectionPropertyUnknown, SelectionTermInvalid, SelectionUnbalanced];

    public static IReadOnlyList<GraphErrorDefinition> FilterErrors { get; } =
    [
        QuerySyntax, QueryCharacterInvalid, QueryLiteralUnterminated, QueryExpressionMissing, QueryPropertyUnknown, QueryTooLong, FilterCloseParenthesisMissing,
        FilterCommaMissing, FilterOperandsIncompatible, FilterOperandInvalid, FilterFunctionUnknown, FilterArgumentsInvalid, FilterNotBoolean, FilterEnumMemberInvalid,
        FilterTooDeep, FilterTooManyNodes, SearchNotSupported,
    ];

    public static IReadOnlyList<GraphErrorDefinition> PagingErrors { get; } =
        [OrderNotScalar, TopInvalid, PageSizeInvalid, SkipInvalid, CountInvalid, SkipTokenInvalid, SkipTokenExpired];

    public static IReadOnlyList<GraphErrorDefinition> All { get; } = [.. OptionErrors, .. SelectionErrors, .. FilterErrors, .. PagingErrors];
}
