package io.atlas.console.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The names behind the numbers, from {@code fix-config/FIX44-ATLAS.xml}: what people read, not what a session validates by.
 * Immutable.
 */
public final class FixDictionary {
    /** A field: its name and what its values mean. */
    record Field(int tag, String name, boolean countsGroup, Map<String, String> meanings) {}

    /** What a message or a group may hold: tags, and the groups by the tag that counts them. */
    record Content(Set<Integer> tags, Map<Integer, Content> groups) {
        boolean holds(int tag) {
            return tags.contains(tag) || groups.containsKey(tag);
        }
    }

    /** A message type. */
    record Message(String type, String name, boolean admin, Content content) {}

    private final Map<Integer, Field> fields = new HashMap<>();
    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<String, Element> components = new HashMap<>();
    private final Map<String, Message> messages = new HashMap<>();
    private final Content header;
    private final Content trailer;

    private FixDictionary(Element root) {
        for (Element field : children(child(root, "fields"))) {
            Map<String, String> meanings = new HashMap<>();
            for (Element value : children(field)) {
                meanings.put(value.getAttribute("enum"), value.getAttribute("description"));
            }
            int tag = Integer.parseInt(field.getAttribute("number"));
            boolean counts = field.getAttribute("type").equals("NUMINGROUP");
            fields.put(tag, new Field(tag, field.getAttribute("name"), counts, Map.copyOf(meanings)));
            tags.put(field.getAttribute("name"), tag);
        }
        children(child(root, "components")).forEach(one -> components.put(one.getAttribute("name"), one));
        header = content(child(root, "header"));
        trailer = content(child(root, "trailer"));
        for (Element message : children(child(root, "messages"))) {
            String type = message.getAttribute("msgtype");
            boolean admin = message.getAttribute("msgcat").equals("admin");
            messages.put(type, new Message(type, message.getAttribute("name"), admin, content(message)));
        }
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it is missing or is not a dictionary
     */
    public static FixDictionary load(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            return new FixDictionary(root);
        } catch (IOException | SAXException | ParserConfigurationException | NullPointerException e) {
            throw new IllegalArgumentException(file + ": not a FIX dictionary: " + e.getMessage(), e);
        }
    }

    private Content content(Element of) {
        Content content = new Content(new HashSet<>(), new HashMap<>());
        fill(content, of);
        return content;
    }

    private void fill(Content content, Element of) {
        for (Element part : children(of)) {
            String name = part.getAttribute("name");
            switch (part.getTagName()) {
                case "field" -> content.tags().add(tags.get(name));
                case "group" -> content.groups().put(tags.get(name), content(part));
                case "component" -> fill(content, components.get(name));
                default -> {}
            }
        }
    }

    private static Element child(Element of, String name) {
        for (Element child : children(of)) {
            if (child.getTagName().equals(name)) {
                return child;
            }
        }
        throw new IllegalArgumentException("FIX dictionary without <" + name + ">");
    }

    private static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    Field fieldOrNull(int tag) {
        return fields.get(tag);
    }

    Message messageOrNull(String type) {
        return messages.get(type);
    }

    Content header() {
        return header;
    }

    Content trailer() {
        return trailer;
    }

    /** Name of a message type; the type itself where nobody knows it. */
    public String nameOf(String type) {
        Message message = messages.get(type);
        return message == null ? type : message.name();
    }

    /** Whether a message type belongs to the session layer. */
    public boolean admin(String type) {
        Message message = messages.get(type);
        return message != null && message.admin();
    }

    /** What that value of that field means, or null. */
    String meaningOrNull(int tag, String value) {
        Field field = fields.get(tag);
        return field == null ? null : field.meanings().get(value);
    }
}
