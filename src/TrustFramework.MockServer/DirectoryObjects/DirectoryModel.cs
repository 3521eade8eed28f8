using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The directory's objects in the model: of their many properties those that the server has.</summary>
internal static class DirectoryModel
{
    public static StructuredType DirectoryObject { get; } = new("microsoft.graph.directoryObject")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties = StructuredType.Entity.Properties,
    };

    public static StructuredType VerifiedDomain { get; } = new("microsoft.graph.verifiedDomain")
    {
        IsEntity = false,
        Properties = [Text("capabilities"), Flag("isDefault"), Flag("isInitial"), Text("name"), Text("type")],
    };

    public static StructuredType Organization { get; } = new("microsoft.graph.organization")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties = [Id, Text("displayName"), Text("tenantType"), new EdmProperty("verifiedDomains", VerifiedDomain) { IsCollection = true }],
    };

    public static StructuredType Domain { get; } = new("microsoft.graph.domain")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties =
        [
            Text("authenticationType"), Text("availabilityStatus"), Id, Flag("isAdminManaged"), Flag("isDefault"), Flag("isInitial"), Flag("isRoot"),
            Flag("isVerified"), Texts("supportedServices"),
        ],
    };

    public static StructuredType Application { get; } = new("microsoft.graph.application")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties =
        [
            Id, Text("appId"), Text("displayName"), Texts("identifierUris"), Flag("isFallbackPublicClient"), Text("publisherDomain"), Text("signInAudience"),
        ],
    };

    public static StructuredType User { get; } = new("microsoft.graph.user")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties =
        [
            Texts("businessPhones"), Text("displayName"), Text("givenName"), Text("jobTitle"), Text("mail"), Text("mobilePhone"), Text("officeLocation"),
            Text("preferredLanguage"), Text("surname"), Text("userPrincipalName"), Id,
        ],
    };

    public static IReadOnlyList<StructuredType> Types { get; } = [DirectoryObject, Organization, VerifiedDomain, Domain, Application, User];

    public static IReadOnlyList<EntityContainerElement> Roots { get; } =
    [
        new EntityContainerElement("organization", Organization, IsCollection: true),
        new EntityContainerElement("domains", Domain, IsCollection: true),
        new EntityContainerElement("applications", Application, IsCollection: true),
        new EntityContainerElement("me", User, IsCollection: false),
    ];

    public static EntityAccessor<OrganizationResource> OrganizationShape { get; } = new(Organization, (organization, property) => property switch
    {
        "displayName" => organization.DisplayName,
        "tenantType" => organization.TenantType,
        _ => organization.Id,
    });

    public static EntityAccessor<DomainResource> DomainShape { get; } = new(Domain, (domain, property) => property switch
    {
        "authenticationType" => domain.AuthenticationType,
        "availabilityStatus" => domain.AvailabilityStatus,
        "isAdminManaged" => domain.IsAdminManaged,
        "isDefault" => domain.IsDefault,
        "isInitial" => domain.IsInitial,
        "isRoot" => domain.IsRoot,
        "isVerified" => domain.IsVerified,
        _ => domain.Id,
    });

    public static EntityAccessor<ApplicationResource> ApplicationShape { get; } = new(Application, (application, property) => property switch
    {
        "appId" => application.AppId,
        "displayName" => application.DisplayName,
        "isFallbackPublicClient" => application.IsFallbackPublicClient,
        "publisherDomain" => application.PublisherDomain,
        "signInAudience" => application.SignInAudience,
        _ => application.Id,
    });

    private static EdmProperty Id => Text("id") with { IsNullable = false };

    private static EdmProperty Text(string name) => new(name, PrimitiveType.String);

    private static EdmProperty Texts(string name) => Text(name) with { IsCollection = true };

    private static EdmProperty Flag(string name) => new(name, PrimitiveType.Boolean);
}
