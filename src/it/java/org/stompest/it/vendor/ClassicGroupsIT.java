package org.stompest.it.vendor;

import java.util.Map;

import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.stompest.it.BrokerKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Groups of messages on ActiveMQ Classic, by the property JMSXGroupID (Jakarta Messaging 3.1, 3.5.9). */
@Timeout(120)
class ClassicGroupsIT {
    @RegisterExtension
    final VendorFixture classic = new VendorFixture(BrokerKind.CLASSIC);

    @Test
    void aGroupGoesToOneConsumerAsAWhole() throws Exception {
        Groups.sent(classic, true).assertEachAtOneConsumer();
    }

    @Test
    void withoutGroupsTheConsumersShareWhatWouldBeOne() throws Exception {
        assertEquals(
                Map.of("a", 2, "b", 2, "c", 2, "d", 2),
                Groups.sent(classic, false).consumersPerGroup());
    }

    @Test
    void theReceiverSeesTheGroup() throws Exception {
        Session session = classic.session();
        Queue queue = session.createQueue(classic.name());
        MessageConsumer consumer = session.createConsumer(queue, "JMSXGroupID = 'a'");
        Message sent = session.createTextMessage("grouped");
        sent.setStringProperty("JMSXGroupID", "a");
        sent.setIntProperty("JMSXGroupSeq", 7);
        session.createProducer(queue).send(sent);
        Message got = VendorFixture.next(consumer);
        assertEquals("a", got.getStringProperty("JMSXGroupID"));
        assertEquals(7, got.getIntProperty("JMSXGroupSeq"));
    }

    @Test
    void aGroupGoesOnAtAnotherConsumerWhenItsOwnIsClosed() throws Exception {
        Groups.assertTakenOver(classic);
    }
}
