using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Errors of users and applications. The directory behind Graph returns them, not the B2C service.</summary>
internal static class DirectoryErrors
{
    private const string BadRequest = "Request_BadRequest";

    public static readonly GraphErrorDefinition InsufficientPrivileges = new(
        nameof(InsufficientPrivileges), 403, Documented, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", Documented, "conventions 1.3", Gateway);

    public static readonly GraphErrorDefinition ValueTaken = new(
        nameof(ValueTaken), 400, Observed, BadRequest, "Another object with the same value for property {0} already exists.",
        Observed, "microsoftgraph/microsoft-graph-docs#1508", Gateway,
        "userPrincipalName");

    public static readonly GraphErrorDefinition ValueMissing = new(
        nameof(ValueMissing), 400, Inferred, BadRequest, "Property {0} value is required but is empty or missing.",
        Observed, "microsoftgraph/MSGraph-SDK-Code-Generator#244", Gateway,
        "displayName");

    public static readonly GraphErrorDefinition ValueInvalid = new(
        nameof(ValueInvalid), 400, Observed, BadRequest, "Invalid value specified for property '{0}' of resource '{1}'.", Observed, "public clients", Gateway,
        "identities", "User");

    public static readonly GraphErrorDefinition PropertiesInvalid = new(
        nameof(PropertiesInvalid), 400, Observed, BadRequest, "One or more properties contains invalid values.",
        Observed, "microsoftgraph/microsoft-graph-docs-contrib#6967", Gateway);

    public static readonly GraphErrorDefinition PropertyUnknown = new(
        nameof(PropertyUnknown), 400, Inferred, BadRequest, "Property '{0}' does not exist as a declared property or extension property.",
        Observed, "public clients, for $filter", Gateway,
        "shoeSize");

    public static readonly GraphErrorDefinition ValueReadOnly = new(
        nameof(ValueReadOnly), 400, Observed, BadRequest, "Property '{0}' is read-only and cannot be set.",
        Observed, "microsoftgraph/microsoft-graph-docs-contrib#8042", Gateway,
        "createdDateTime");

    public static readonly GraphErrorDefinition ExtensionUnavailable = new(
        nameof(ExtensionUnavailable), 400, Observed, BadRequest, "The following extension properties are not available: {0}.",
        Observed, "Azure-Samples/ms-identity-dotnetcore-b2c-account-management#17", Gateway,
        "extension_loyaltyId");

    public static readonly GraphErrorDefinition UserPasswordMissing = new(
        nameof(UserPasswordMissing), 400, Observed, BadRequest, "A password must be specified to create a new user.", Observed, "public clients", Gateway);

    public static readonly GraphErrorDefinition UserPasswordWeak = new(
        nameof(UserPasswordWeak), 400, Observed, BadRequest,
        "The specified password does not comply with password complexity requirements. Please provide a different password.",
        Observed, "microsoftgraph/msgraph-sdk-java-auth#36", Gateway);

    public static readonly GraphErrorDefinition DomainNotVerified = new(
        nameof(DomainNotVerified), 400, Observed, BadRequest,
        "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
        Observed, "MicrosoftDocs/azure-docs#60279", Gateway);

    public static readonly GraphErrorDefinition TooManyObjects = new(
        nameof(TooManyObjects), 403, Documented, "Directory_QuotaExceeded",
        "The tenant holds {0} objects of type {1}, the most that this server stores.", Inferred, "MockServer's own limit", Gateway,
        10_000, "User");

    public static IReadOnlyList<GraphErrorDefinition> All { get; } =
    [
        InsufficientPrivileges, ValueTaken, ValueMissing, ValueInvalid, PropertiesInvalid, PropertyUnknown, ValueReadOnly, ExtensionUnavailable, UserPasswordMissing,
        UserPasswordWeak, DomainNotVerified, TooManyObjects,
    ];
}
