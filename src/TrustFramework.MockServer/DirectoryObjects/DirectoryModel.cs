using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The types of directory objects, limited to the properties that this server supports.</summary>
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
        Properties = [StringProperty("capabilities"), BooleanProperty("isDefault"), BooleanProperty("isInitial"), StringProperty("name"), StringProperty("type")],
    };

    public static StructuredType Organization { get; } = new("microsoft.graph.organization")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties = [IdProperty, StringProperty("displayName"), StringProperty("tenantType"), new EdmProperty("verifiedDomains", VerifiedDomain) { IsCollection = true }],
    };

    public static StructuredType Domain { get; } = new("microsoft.graph.domain")
    {
        Base = StructuredType.Entity,
        Key = "id",
        Properties =
        [
            StringProperty("authenticationType"), StringProperty("availabilityStatus"), IdProperty, BooleanProperty("isAdminManaged"), BooleanProperty("isDefault"), BooleanProperty("isInitial"), BooleanProperty("isRoot"),
            BooleanProperty("isVerified"), StringCollectionProperty("supportedServices"),
        ],
    };

    public static StructuredType Application { get; } = new("microsoft.graph.application")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties =
        [
            IdProperty, StringProperty("appId"), StringProperty("displayName"), StringCollectionProperty("identifierUris"), BooleanProperty("isFallbackPublicClient"), StringProperty("publisherDomain"), StringProperty("signInAudience"),
        ],
    };

    public static StructuredType User { get; } = new("microsoft.graph.user")
    {
        Base = DirectoryObject,
        Key = "id",
        Properties =
        [
            StringCollectionProperty("businessPhones"), StringProperty("displayName"), StringProperty("givenName"), StringProperty("jobTitle"), StringProperty("mail"), StringProperty("mobilePhone"), StringProperty("officeLocation"),
            StringProperty("preferredLanguage"), StringProperty("surname"), StringProperty("userPrincipalName"), IdProperty,
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

    public static EntityAccessor<OrganizationResource> OrganizationAccessor { get; } = new(Organization, (organization, property) => property switch
    {
        "displayName" => organization.DisplayName,
        "tenantType" => organization.TenantType,
        _ => organization.Id,
    });

    public static EntityAccessor<DomainResource> DomainAccessor { get; } = new(Domain, (domain, property) => property switch
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

    public static EntityAccessor<ApplicationResource> ApplicationAccessor { get; } = new(Application, (application, property) => property switch
    {
        "appId" => application.AppId,
        "displayName" => application.DisplayName,
        "isFallbackPublicClient" => application.IsFallbackPublicClient,
        "publisherDomain" => application.PublisherDomain,
        "signInAudience" => application.SignInAudience,
        _ => application.Id,
    });

    private static EdmProperty IdProperty => StringProperty("id") with { IsNullable = false };

    private static EdmProperty StringProperty(string name) => new(name, PrimitiveType.String);

    private static EdmProperty StringCollectionProperty(string name) => StringProperty(name) with { IsCollection = true };

    private static EdmProperty BooleanProperty(string name) => new(name, PrimitiveType.Boolean);
}
